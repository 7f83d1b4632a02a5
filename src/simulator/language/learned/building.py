"""The changed encoder as a CTranslate2 model: made once per machine, so nothing here is imported while serving."""

from pathlib import Path

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec

from simulator.language.learned.packed_e5 import Floats, PackedE5, Shape


def build(packed: PackedE5, tensors: dict[str, Floats], folder: Path) -> None:
    """Writes a CTranslate2 model.

    Args:
        packed: the shape and the vocabulary.
        tensors: the weights, named as in the packed file.
    """
    spec = _spec(packed.shape, tensors)
    spec.register_vocabulary(_vocabulary(packed))
    spec.config.layer_norm_epsilon = packed.shape.norm_epsilon
    spec.config.unk_token = packed.vocabulary.pieces[packed.vocabulary.unknown_id][0]
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _vocabulary(packed: PackedE5) -> list[str]:
    """One name for each row of the embeddings; the last rows have no piece."""
    pieces = [piece or f"<empty_{index}>" for index, (piece, _) in enumerate(packed.vocabulary.pieces)]
    return [*pieces, *(f"<extra_{index}>" for index in range(packed.shape.vocabulary - len(pieces)))]


def _spec(shape: Shape, tensors: dict[str, Floats]) -> transformer_spec.TransformerEncoderModelSpec:
    tensors = {name: np.array(tensor, np.float32) for name, tensor in tensors.items()}  # it quantises in place
    encoder = transformer_spec.TransformerEncoderSpec(
        shape.layers,
        shape.heads,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = tensors["emb.word"]
    encoder.embeddings[1].weight = tensors["emb.type"]
    encoder.position_encodings.encodings = tensors["emb.pos"]
    _norm(encoder.layernorm_embedding, tensors, "emb.ln")
    for index, layer in enumerate(encoder.layer):
        at = f"l{index}."
        layer.self_attention.linear[0].weight = np.concatenate([tensors[f"{at}{name}.w"] for name in "qkv"])
        layer.self_attention.linear[0].bias = np.concatenate([tensors[f"{at}{name}.b"] for name in "qkv"])
        _linear(layer.self_attention.linear[1], tensors, at + "ao")
        _norm(layer.self_attention.layer_norm, tensors, at + "aln")
        _linear(layer.ffn.linear_0, tensors, at + "fi")
        _linear(layer.ffn.linear_1, tensors, at + "fo")
        _norm(layer.ffn.layer_norm, tensors, at + "oln")
    return transformer_spec.TransformerEncoderModelSpec(encoder)


def _linear(spec: common_spec.LinearSpec, tensors: dict[str, Floats], name: str) -> None:
    spec.weight, spec.bias = tensors[f"{name}.w"], tensors[f"{name}.b"]


def _norm(spec: common_spec.LayerNormSpec, tensors: dict[str, Floats], name: str) -> None:
    spec.gamma, spec.beta = tensors[f"{name}.w"], tensors[f"{name}.b"]
