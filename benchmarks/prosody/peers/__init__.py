"""Peers, called as their documentation says; one file per thing measured. Never imported by the product."""
