"""Language models small enough to make in a test: one that talks nonsense, and one that says a sentence it is given."""

from itertools import pairwise
from pathlib import Path
from typing import Final

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

BEGIN, END, UNKNOWN = "<|say|>", "<|end|>", "<|unknown|>"
TEMPLATE: Final = "{% for m in messages %}{{ m['content'] }}{% endfor %} " + BEGIN
WORDS: Final = ("ja", "nee", "dat", "kan", "niet", "wie", "draait", "de", "lijn", "morgen", "12", "wet", "(", "*", "?")


def write_nonsense(folder: Path, *, seed: int) -> None:
    """A model with weights as chance made them."""
    torch.manual_seed(seed)
    _tokenizer(WORDS).save_pretrained(folder)
    _model(len(WORDS) + 3).save_pretrained(folder)


def write_speaker(folder: Path, sentence: str, *, ends: bool = True) -> None:
    """A model that says this sentence whatever it is asked; without an end it says it again and again.

    Its layers pass on what comes in, so that the last word alone decides the next one.
    """
    words = tuple(dict.fromkeys(sentence.split()))
    assert len(words) == len(sentence.split()), "each word once: it leads to the next"
    tokenizer = _tokenizer(words)
    model = _model(len(words) + 3)
    chain = [BEGIN, *words, END if ends else words[0]]
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                weight.zero_()
        model.model.embed_tokens.weight.copy_(torch.eye(*model.model.embed_tokens.weight.shape))
        model.lm_head.weight.zero_()
        for word, following in pairwise(chain):
            model.lm_head.weight[tokenizer.convert_tokens_to_ids(following), tokenizer.convert_tokens_to_ids(word)] = (
                50.0
            )
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)


def _tokenizer(words: tuple[str, ...]) -> PreTrainedTokenizerFast:
    ids = {word: number for number, word in enumerate((UNKNOWN, BEGIN, END, *words))}
    tokenizer = Tokenizer(WordLevel(ids, unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    made = PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token=UNKNOWN, eos_token=END)
    made.chat_template = TEMPLATE
    return made


def _model(n_words: int) -> LlamaForCausalLM:
    config = LlamaConfig(
        vocab_size=n_words,
        hidden_size=64,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        bos_token_id=None,
        eos_token_id=2,
        tie_word_embeddings=False,
    )
    return LlamaForCausalLM(config)
