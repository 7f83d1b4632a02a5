"""One module per format; each takes what an audience may see (`Shown`) and gives bytes."""
