"""Files made of blocks: pure functions, blocks and what they are of in, bytes out."""
