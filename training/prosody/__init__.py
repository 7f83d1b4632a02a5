"""corpus → inputs and truth → network → src/simulator/prosody/heads."""
