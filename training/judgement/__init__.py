"""Trains the heads of the judgement layer from corpus/judgement."""
