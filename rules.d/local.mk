# The shipped rules, installed for every site; a site overrides single keys or whole files in its own directory.
dist_vendorrules_DATA += \
	rules.d/03-register.rules \
	rules.d/05-parties.rules \
	rules.d/08-settings.rules \
	rules.d/10-complex-0-100.rules \
	rules.d/20-pad.rules \
	rules.d/30-defines.rules \
	rules.d/40-routes.rules \
	rules.d/50-patterns.rules \
	rules.d/60-meeting.rules \
	rules.d/70-flags.rules \
	rules.d/80-questions.rules \
	rules.d/85-choices.rules

# their cases: `routectl test` finds them there
vendorrulestestsdir = $(vendorrulesdir)/tests
dist_vendorrulestests_DATA = \
	rules.d/tests/adult.json \
	rules.d/tests/agenda.json \
	rules.d/tests/borders.json \
	rules.d/tests/contradictions.json \
	rules.d/tests/criteria.json \
	rules.d/tests/domain.json \
	rules.d/tests/flags.json \
	rules.d/tests/heard.json \
	rules.d/tests/look-alikes.json \
	rules.d/tests/parties.json \
	rules.d/tests/practice.json \
	rules.d/tests/routings.json \
	rules.d/tests/signals.json \
	rules.d/tests/youth.json
