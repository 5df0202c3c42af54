"""Texts -> how hard they are to read, why, and a plainer way: rules that a computer can check, in every language.

What a machine can check is necessary, never sufficient: testing by the people it is for is part of what
easy language means. So a text that passes here is "checked by rules", and nothing more may be said of it.
"""
