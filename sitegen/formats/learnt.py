"""Papers of no syntax known here: the order of labels that most of the file's papers have is learnt."""

from sitegen.formats.engine.grammar import Grammar

FORMAT = Grammar("learnt")
