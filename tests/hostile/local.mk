# hostile plugins, each in one way; see hostile.c. Kept in a folder of their own: they are never loaded into a test's process.
HOSTILE_LDFLAGS = $(PLUGIN_LDFLAGS) -rpath /nowhere

check_LTLIBRARIES += tests/hostile/crash-in-constructor.la
tests_hostile_crash_in_constructor_la_SOURCES = tests/hostile/hostile.c
tests_hostile_crash_in_constructor_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=CRASH_IN_CONSTRUCTOR '-DID="crash-in-constructor"'
tests_hostile_crash_in_constructor_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/loop-in-constructor.la
tests_hostile_loop_in_constructor_la_SOURCES = tests/hostile/hostile.c
tests_hostile_loop_in_constructor_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=LOOP_IN_CONSTRUCTOR '-DID="loop-in-constructor"'
tests_hostile_loop_in_constructor_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/exit-in-constructor.la
tests_hostile_exit_in_constructor_la_SOURCES = tests/hostile/hostile.c
tests_hostile_exit_in_constructor_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=EXIT_IN_CONSTRUCTOR '-DID="exit-in-constructor"'
tests_hostile_exit_in_constructor_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/crash-in-open.la
tests_hostile_crash_in_open_la_SOURCES = tests/hostile/hostile.c
tests_hostile_crash_in_open_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=CRASH_IN_OPEN '-DID="crash-in-open"'
tests_hostile_crash_in_open_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/loop-in-open.la
tests_hostile_loop_in_open_la_SOURCES = tests/hostile/hostile.c
tests_hostile_loop_in_open_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=LOOP_IN_OPEN '-DID="loop-in-open"'
tests_hostile_loop_in_open_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/crash-in-assess.la
tests_hostile_crash_in_assess_la_SOURCES = tests/hostile/hostile.c
tests_hostile_crash_in_assess_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=CRASH_IN_ASSESS '-DID="crash-in-assess"'
tests_hostile_crash_in_assess_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/loop-in-assess.la
tests_hostile_loop_in_assess_la_SOURCES = tests/hostile/hostile.c
tests_hostile_loop_in_assess_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=LOOP_IN_ASSESS '-DID="loop-in-assess"'
tests_hostile_loop_in_assess_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/exit-in-assess.la
tests_hostile_exit_in_assess_la_SOURCES = tests/hostile/hostile.c
tests_hostile_exit_in_assess_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=EXIT_IN_ASSESS '-DID="exit-in-assess"'
tests_hostile_exit_in_assess_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/end-in-assess.la
tests_hostile_end_in_assess_la_SOURCES = tests/hostile/hostile.c
tests_hostile_end_in_assess_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=END_IN_ASSESS '-DID="end-in-assess"'
tests_hostile_end_in_assess_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/abort-in-assess.la
tests_hostile_abort_in_assess_la_SOURCES = tests/hostile/hostile.c
tests_hostile_abort_in_assess_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=ABORT_IN_ASSESS '-DID="abort-in-assess"'
tests_hostile_abort_in_assess_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/close-all.la
tests_hostile_close_all_la_SOURCES = tests/hostile/hostile.c
tests_hostile_close_all_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=CLOSE_ALL '-DID="close-all"'
tests_hostile_close_all_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/write-the-view.la
tests_hostile_write_the_view_la_SOURCES = tests/hostile/hostile.c
tests_hostile_write_the_view_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=WRITE_THE_VIEW '-DID="write-the-view"'
tests_hostile_write_the_view_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/allocate.la
tests_hostile_allocate_la_SOURCES = tests/hostile/hostile.c
tests_hostile_allocate_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=ALLOCATE '-DID="allocate"'
tests_hostile_allocate_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/print.la
tests_hostile_print_la_SOURCES = tests/hostile/hostile.c
tests_hostile_print_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=PRINT '-DID="print"'
tests_hostile_print_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/send-garbage.la
tests_hostile_send_garbage_la_SOURCES = tests/hostile/hostile.c
tests_hostile_send_garbage_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=SEND_GARBAGE '-DID="send-garbage"'
tests_hostile_send_garbage_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/send-answer.la
tests_hostile_send_answer_la_SOURCES = tests/hostile/hostile.c
tests_hostile_send_answer_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=SEND_ANSWER '-DID="send-answer"'
tests_hostile_send_answer_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/stop-itself.la
tests_hostile_stop_itself_la_SOURCES = tests/hostile/hostile.c
tests_hostile_stop_itself_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=STOP_ITSELF '-DID="stop-itself"'
tests_hostile_stop_itself_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/try-everything.la
tests_hostile_try_everything_la_SOURCES = tests/hostile/hostile.c
tests_hostile_try_everything_la_CPPFLAGS = $(AM_CPPFLAGS) -DHARM=TRY_EVERYTHING '-DID="try-everything"'
tests_hostile_try_everything_la_LDFLAGS = $(HOSTILE_LDFLAGS)
