"""What the recogniser needs to know of a language before it hears any."""
