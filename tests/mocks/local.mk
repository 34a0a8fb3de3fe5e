# plugins that are each wrong in one way (good and reader in none); see mock.h
MOCK_LDFLAGS = $(PLUGIN_LDFLAGS) -rpath /nowhere

check_LTLIBRARIES += tests/mocks/bad-magic.la
tests_mocks_bad_magic_la_SOURCES = tests/mocks/bad-magic.c tests/mocks/mock.h
tests_mocks_bad_magic_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/bad-questions.la
tests_mocks_bad_questions_la_SOURCES = tests/mocks/bad-questions.c tests/mocks/mock.h
tests_mocks_bad_questions_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/bad-utf8.la
tests_mocks_bad_utf8_la_SOURCES = tests/mocks/bad-utf8.c tests/mocks/mock.h
tests_mocks_bad_utf8_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/closes.la
tests_mocks_closes_la_SOURCES = tests/mocks/closes.c tests/mocks/mock.h
tests_mocks_closes_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/clumsy.la
tests_mocks_clumsy_la_SOURCES = tests/mocks/clumsy.c tests/mocks/mock.h
tests_mocks_clumsy_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/constructor.la
tests_mocks_constructor_la_SOURCES = tests/mocks/constructor.c tests/mocks/mock.h
tests_mocks_constructor_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/control-text.la
tests_mocks_control_text_la_SOURCES = tests/mocks/control-text.c tests/mocks/mock.h
tests_mocks_control_text_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/fails.la
tests_mocks_fails_la_SOURCES = tests/mocks/fails.c tests/mocks/mock.h
tests_mocks_fails_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/free-text.la
tests_mocks_free_text_la_SOURCES = tests/mocks/free-text.c tests/mocks/mock.h
tests_mocks_free_text_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/good.la
tests_mocks_good_la_SOURCES = tests/mocks/good.c tests/mocks/mock.h
tests_mocks_good_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/huge-text.la
tests_mocks_huge_text_la_SOURCES = tests/mocks/huge-text.c tests/mocks/mock.h
tests_mocks_huge_text_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/keeps-sink.la
tests_mocks_keeps_sink_la_SOURCES = tests/mocks/keeps-sink.c tests/mocks/mock.h
tests_mocks_keeps_sink_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/leaves-mark.la
tests_mocks_leaves_mark_la_SOURCES = tests/mocks/leaves-mark.c tests/mocks/mock.h
tests_mocks_leaves_mark_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/long-struct.la
tests_mocks_long_struct_la_SOURCES = tests/mocks/long-struct.c tests/mocks/mock.h
tests_mocks_long_struct_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/low-points.la
tests_mocks_low_points_la_SOURCES = tests/mocks/low-points.c tests/mocks/mock.h
tests_mocks_low_points_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/many-aliases.la
tests_mocks_many_aliases_la_SOURCES = tests/mocks/many-aliases.c tests/mocks/mock.h
tests_mocks_many_aliases_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/many-items.la
tests_mocks_many_items_la_SOURCES = tests/mocks/many-items.c tests/mocks/mock.h
tests_mocks_many_items_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/many-points.la
tests_mocks_many_points_la_SOURCES = tests/mocks/many-points.c tests/mocks/mock.h
tests_mocks_many_points_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/many-thirds.la
tests_mocks_many_thirds_la_SOURCES = tests/mocks/many-thirds.c tests/mocks/mock.h
tests_mocks_many_thirds_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/missing-text.la
tests_mocks_missing_text_la_SOURCES = tests/mocks/missing-text.c tests/mocks/mock.h
tests_mocks_missing_text_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/newer-minor.la
tests_mocks_newer_minor_la_SOURCES = tests/mocks/newer-minor.c tests/mocks/mock.h
tests_mocks_newer_minor_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/no-assess.la
tests_mocks_no_assess_la_SOURCES = tests/mocks/no-assess.c tests/mocks/mock.h
tests_mocks_no_assess_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/no-chain.la
tests_mocks_no_chain_la_SOURCES = tests/mocks/no-chain.c tests/mocks/mock.h
tests_mocks_no_chain_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/no-symbol.la
tests_mocks_no_symbol_la_SOURCES = tests/mocks/no-symbol.c
tests_mocks_no_symbol_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere

check_LTLIBRARIES += tests/mocks/null-arrays.la
tests_mocks_null_arrays_la_SOURCES = tests/mocks/null-arrays.c tests/mocks/mock.h
tests_mocks_null_arrays_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/odd-alias.la
tests_mocks_odd_alias_la_SOURCES = tests/mocks/odd-alias.c tests/mocks/mock.h
tests_mocks_odd_alias_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/odd-approach.la
tests_mocks_odd_approach_la_SOURCES = tests/mocks/odd-approach.c tests/mocks/mock.h
tests_mocks_odd_approach_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/odd-chain.la
tests_mocks_odd_chain_la_SOURCES = tests/mocks/odd-chain.c tests/mocks/mock.h
tests_mocks_odd_chain_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/odd-setting.la
tests_mocks_odd_setting_la_SOURCES = tests/mocks/odd-setting.c tests/mocks/mock.h
tests_mocks_odd_setting_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/open-fails.la
tests_mocks_open_fails_la_SOURCES = tests/mocks/open-fails.c tests/mocks/mock.h
tests_mocks_open_fails_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/other-id.la
tests_mocks_other_id_la_SOURCES = tests/mocks/other-id.c tests/mocks/mock.h
tests_mocks_other_id_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/own-alias.la
tests_mocks_own_alias_la_SOURCES = tests/mocks/own-alias.c tests/mocks/mock.h
tests_mocks_own_alias_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/reader.la
tests_mocks_reader_la_SOURCES = tests/mocks/reader.c tests/mocks/mock.h
tests_mocks_reader_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/reason-twice.la
tests_mocks_reason_twice_la_SOURCES = tests/mocks/reason-twice.c tests/mocks/mock.h
tests_mocks_reason_twice_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/short-struct.la
tests_mocks_short_struct_la_SOURCES = tests/mocks/short-struct.c tests/mocks/mock.h
tests_mocks_short_struct_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/silent.la
tests_mocks_silent_la_SOURCES = tests/mocks/silent.c tests/mocks/mock.h
tests_mocks_silent_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/taken-alias.la
tests_mocks_taken_alias_la_SOURCES = tests/mocks/taken-alias.c tests/mocks/mock.h
tests_mocks_taken_alias_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/turned-text.la
tests_mocks_turned_text_la_SOURCES = tests/mocks/turned-text.c tests/mocks/mock.h
tests_mocks_turned_text_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/twin-reasons.la
tests_mocks_twin_reasons_la_SOURCES = tests/mocks/twin-reasons.c tests/mocks/mock.h
tests_mocks_twin_reasons_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/undeclared-field.la
tests_mocks_undeclared_field_la_SOURCES = tests/mocks/undeclared-field.c tests/mocks/mock.h
tests_mocks_undeclared_field_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/undeclared-reason.la
tests_mocks_undeclared_reason_la_SOURCES = tests/mocks/undeclared-reason.c tests/mocks/mock.h
tests_mocks_undeclared_reason_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/unknown-pointer.la
tests_mocks_unknown_pointer_la_SOURCES = tests/mocks/unknown-pointer.c tests/mocks/mock.h
tests_mocks_unknown_pointer_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/wrong-enum.la
tests_mocks_wrong_enum_la_SOURCES = tests/mocks/wrong-enum.c tests/mocks/mock.h
tests_mocks_wrong_enum_la_LDFLAGS = $(MOCK_LDFLAGS)

check_LTLIBRARIES += tests/mocks/wrong-major.la
tests_mocks_wrong_major_la_SOURCES = tests/mocks/wrong-major.c tests/mocks/mock.h
tests_mocks_wrong_major_la_LDFLAGS = $(MOCK_LDFLAGS)
