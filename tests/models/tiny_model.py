"""Writes a language model of half a megabyte with random weights: it knows nothing and keeps every protocol."""

import sys

import gguf
import numpy

# Bytes as GPT-2 writes them, so that every text has tokens and the grammar can always go on.
plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
letters = {byte: chr(byte) for byte in plain}
for place, byte in enumerate(byte for byte in range(256) if byte not in letters):
    letters[byte] = chr(256 + place)
tokens = [letters[byte] for byte in range(256)] + [letters[32] + "t", "<|end|>"]
kinds = [gguf.TokenType.NORMAL] * 257 + [gguf.TokenType.CONTROL]
wide, deep = 64, 128
writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("tiny-random")
writer.add_vocab_size(len(tokens))
writer.add_context_length(32768)
writer.add_embedding_length(wide)
writer.add_block_count(1)
writer.add_feed_forward_length(deep)
writer.add_head_count(4)
writer.add_head_count_kv(4)
writer.add_rope_dimension_count(16)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_tokenizer_model("gpt2")
writer.add_tokenizer_pre("default")
writer.add_token_list(tokens)
writer.add_token_types(kinds)
writer.add_token_merges([letters[32] + " t"])
writer.add_bos_token_id(257)
writer.add_eos_token_id(257)
writer.add_add_bos_token(False)
writer.add_chat_template("{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant: ")
random = numpy.random.default_rng(7)
shapes = {"token_embd": (len(tokens), wide), "output": (len(tokens), wide), "blk.0.ffn_gate": (deep, wide),
          "blk.0.ffn_up": (deep, wide), "blk.0.ffn_down": (wide, deep)}
shapes |= {f"blk.0.attn_{name}": (wide, wide) for name in ("q", "k", "v", "output")}
for name, shape in shapes.items():
    writer.add_tensor(f"{name}.weight", random.normal(0, 0.05, shape).astype(numpy.float32))
for name in ("blk.0.attn_norm", "blk.0.ffn_norm", "output_norm"):
    writer.add_tensor(f"{name}.weight", numpy.ones(wide, dtype=numpy.float32))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
