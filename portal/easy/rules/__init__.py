"""The rules of easy reading, one function each, all of them in one list."""

from portal.easy.rules import layout, numbers, sentences, words
from portal.easy.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    sentences.long_sentence,
    sentences.very_long_sentence,
    sentences.long_sentences_in_a_row,
    sentences.long_item,
    sentences.many_commas,
    sentences.many_clauses,
    sentences.many_negations,
    sentences.many_conditions,
    words.long_word,
    words.heavy_word,
    words.abbreviation,
    words.unexplained_acronym,
    words.unmarked_term,
    words.wrong_word,
    words.noun_style,
    numbers.percent,
    numbers.big_number,
    numbers.many_numbers,
    numbers.law_number,
    numbers.hyphen_range,
    layout.long_paragraph,
    layout.long_list,
    layout.list_in_list,
    layout.heading_jump,
    layout.no_heading,
    layout.slash_or_bracket,
    layout.all_capitals,
    layout.unclear_link,
)
