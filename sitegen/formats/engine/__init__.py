"""What the syntaxes share: decoding, labels, links, the skeleton of a Markdown digest, the checks."""
