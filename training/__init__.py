"""How the learned heads are fitted; `simulator train` runs it from a checkout. The product imports none of it."""
