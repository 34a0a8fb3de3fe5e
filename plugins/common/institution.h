/* SPDX-License-Identifier: EUPL-1.2 */
/* What every certified institution (gecertificeerde instelling) knows: child protection and youth
 * probation. A plugin defines INSTITUTION, its party id, and OTHER_INSTITUTIONS, the ids of those whose
 * measures are not its own, includes this file once, and puts INSTITUTION_LISTS into its descriptor.
 * INSTITUTION_FOR_DISABILITY, when defined, limits it to families in which the child or a parent has a
 * disability; which of two institutions sits at the table is for the rules to choose. */
#ifndef ROUTE_PLUGINS_INSTITUTION_H
#define ROUTE_PLUGINS_INSTITUTION_H

#include "plugins/common/knowledge.h"

enum {
	AGE,
	BIRTH,
	LAW,
	CUSTODY,
	MEASURE,
	MEASURE_BY,
	CHILD_AGE,
	KIND,
	DATE,
	ROLE,
	DOMAIN,
	LEVEL,
	OUTCOME,
	PARTY,
	STATUS
#ifdef INSTITUTION_FOR_DISABILITY
	,
	CONDITION,
	RELATION,
	MEMBER_CONDITION
#endif
};

static const RouteField fields[] = {
    [AGE] = {"/person/age",
	     {"Protection is for minors; youth probation for who was under 23 at the offence",
	      "Bescherming is voor minderjarigen; jeugdreclassering voor wie jonger dan 23 was bij het feit"}},
    [BIRTH] = {"/person/birth_date",
	       {"Juvenile law goes by the age at the offence",
		"Het jeugdstrafrecht gaat uit van de leeftijd bij het feit"}},
    [LAW] = {"/person/criminal_law",
	     {"Whether juvenile law applies to a young adult",
	      "Of voor een jongvolwassene het jeugdstrafrecht geldt"}},
    [CUSTODY] = {"/person/custody",
		 {"Whether an institution has custody", "Of een instelling het gezag heeft"}},
    [MEASURE] = {"/person/measures/*/kind",
		 {"Measures of child protection and youth probation only",
		  "Alleen maatregelen van jeugdbescherming en jeugdreclassering"}},
    [MEASURE_BY] = {"/person/measures/*/by",
		    {"Which institution carries the measure out", "Welke instelling de maatregel uitvoert"}},
    [CHILD_AGE] = {"/household/children/*/age",
		   {"Whether minors live in the household", "Of er minderjarigen in het gezin wonen"}},
    [KIND] = {"/incidents/*/kind",
	      {"Safety of children, and a youth's own offences",
	       "Veiligheid van kinderen, en eigen strafbare feiten van een jongere"}},
    [DATE] = {"/incidents/*/date", {"Old incidents no longer count", "Oude incidenten tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role",
	      {"A youth's own behaviour only, for youth probation",
	       "Alleen het eigen gedrag van een jongere, voor jeugdreclassering"}},
    [DOMAIN] = {"/problems/*/domain",
		{"Whether the family is where the problem is", "Of het probleem in het gezin ligt"}},
    [LEVEL] = {"/problems/*/level",
	       {"Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem"}},
    [OUTCOME] = {"/efforts/*/outcome", {"Whether voluntary help failed", "Of vrijwillige hulp is mislukt"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the institution is at work there", "Of de instelling al betrokken is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
#ifdef INSTITUTION_FOR_DISABILITY
    [CONDITION] = {"/person/conditions/*/kind",
		   {"Whether the youth has a disability", "Of de jongere een beperking heeft"}},
    [RELATION] = {"/household/members/*/relation",
		  {"Whether a parent has a disability", "Of een ouder een beperking heeft"}},
    [MEMBER_CONDITION] = {"/household/members/*/conditions/*/kind",
			  {"Whether a parent has a disability", "Of een ouder een beperking heeft"}},
#endif
};

enum { INVOLVED, MEASURE_RUNS, GUARDIAN, CHILD_UNSAFE, JUVENILE_OFFENCES, HELP_FAILED, DISABILITY };

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The institution is already at work in this case",
		   "De instelling is al betrokken in deze zaak"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [MEASURE_RUNS] =
	{"measure",
	 {"A measure of child protection or youth probation runs that it may carry out",
	  "Er loopt een maatregel van jeugdbescherming of jeugdreclassering die de instelling kan uitvoeren"},
	 40,
	 {"Civil Code 1:255; Criminal Code, article 77; Youth Act",
	  "Burgerlijk Wetboek 1:255; Wetboek van Strafrecht, artikel 77; Jeugdwet"}},
    [GUARDIAN] = {"guardianship",
		  {"An institution has custody of this minor",
		   "Een instelling heeft het gezag over deze minderjarige"},
		  30,
		  {"Civil Code 1:280 and 1:302", "Burgerlijk Wetboek 1:280 en 1:302"}},
    [CHILD_UNSAFE] = {"child-safety",
		      {"Domestic violence or child abuse within two years, and a minor is concerned",
		       "Huiselijk geweld of kindermishandeling in de afgelopen twee jaar, en er is een "
		       "minderjarige bij betrokken"},
		      25,
		      {"Civil Code 1:255; Youth Act", "Burgerlijk Wetboek 1:255; Jeugdwet"}},
    [JUVENILE_OFFENCES] =
	{"juvenile-offences",
	 {"Twice or more a suspect within a year, as a minor or under juvenile law: youth probation is likely",
	  "Binnen een jaar twee keer of vaker verdachte, als minderjarige of onder het jeugdstrafrecht: "
	  "jeugdreclassering ligt voor de hand"},
	 25,
	 {"Criminal Code, article 77; covenant 12.3e",
	  "Wetboek van Strafrecht, artikel 77; convenant 12.3e"}},
    [HELP_FAILED] =
	{"help-failed",
	 {"A minor with problems in the family, for whom voluntary help failed or was refused",
	  "Een minderjarige met problemen in het gezin, bij wie vrijwillige hulp mislukte of werd geweigerd"},
	 20,
	 {"Youth Act, article 2.4 (preventive guidance)",
	  "Jeugdwet, artikel 2.4 (preventieve jeugdbescherming)"}},
#ifdef INSTITUTION_FOR_DISABILITY
    [DISABILITY] = {"disability",
		    {"The youth or a parent has an established disability or brain injury",
		     "De jongere of een ouder heeft een vastgestelde beperking of hersenletsel"},
		    20,
		    {"The institution's own target group", "De eigen doelgroep van de instelling"}},
#endif
};

static const RoutePhrase grounds[] = {
    {"youth-act",
     {"Youth Act, article 7.3: its task of child protection or youth probation",
      "Jeugdwet, artikel 7.3: de taak van jeugdbescherming of jeugdreclassering"}},
};

enum { MEASURE_PLAN, ADVICE, COORDINATION };

static const RoutePhrase contributions[] = {
    [MEASURE_PLAN] = {"measure-plan",
		      {"The measure, the safety plan and what its authority makes possible",
		       "De maatregel, het veiligheidsplan en wat het gezag mogelijk maakt"}},
    [ADVICE] = {"advice",
		{"What protection or probation could add, and what is needed for it",
		 "Wat bescherming of reclassering kan toevoegen, en wat daarvoor nodig is"}},
    [COORDINATION] = {"coordination",
		      {"It carries out the measure that is running",
		       "De instelling voert de lopende maatregel uit"}},
};

#define MINOR AT_MOST (AGE, 17)

static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, INSTITUTION)};
static const RouteClause own_measure[] = {
    IS (MEASURE_BY, INSTITUTION), IS (MEASURE, "supervision-order", "guardianship", "youth-probation")};
static const RouteClause protection[] = {MINOR, IS (MEASURE, "supervision-order", "guardianship"),
					 IS_NOT (MEASURE_BY, OTHER_INSTITUTIONS)};
/* at most 22 at the offence; what was imposed then may run some years longer */
static const RouteClause probation[] = {AT_LEAST (AGE, 12), AT_MOST (AGE, 26),
					IS (MEASURE, "youth-probation"),
					IS_NOT (MEASURE_BY, OTHER_INSTITUTIONS)};
/* a sentence with conditions under juvenile law is for youth probation to watch over */
static const RouteClause juvenile_sentence[] = {AT_LEAST (AGE, 12), AT_MOST (AGE, 26), IS (LAW, "juvenile"),
						IS (MEASURE, "conditional-sentence"),
						IS_NOT (MEASURE_BY, OTHER_INSTITUTIONS)};
static const RouteClause guardian[] = {MINOR, IS (CUSTODY, "institution")};
static const RouteClause unsafe_minor[] = {MINOR, IS (KIND, "domestic-violence", "child-abuse"),
					   WITHIN_MONTHS (DATE, 24)};
static const RouteClause unsafe[] = {IS (KIND, "domestic-violence", "child-abuse"), WITHIN_MONTHS (DATE, 24)};
static const RouteClause has_children[] = {AT_MOST (CHILD_AGE, 17)};
#define OWN_OFFENCE                                                                                          \
	IS (ROLE, "suspect"), WITHIN_MONTHS (DATE, 12),                                                      \
	    IS_NOT (KIND, "confused-behaviour", "suicidal", "radicalisation", "trafficking", "other")
static const RouteClause offences[] = {AGED_AT_LEAST (DATE, 12), AGED_AT_MOST (DATE, 17), OWN_OFFENCE};
static const RouteClause young_offences[] = {AGED_AT_LEAST (DATE, 18), AGED_AT_MOST (DATE, 22),
					     IS (LAW, "juvenile"), OWN_OFFENCE};
/* whom its task reaches at all */
static const RouteClause young[] = {AT_MOST (AGE, 22)};
static const RouteClause supervised[] = {AT_MOST (AGE, 26), IS (MEASURE, "youth-probation")};
static const RouteClause family_problem[] = {MINOR, IS (DOMAIN, "parenting", "domestic-relations"),
					     AT_MOST (LEVEL, 2)};
static const RouteClause parenting[] = {IS (DOMAIN, "parenting"), AT_MOST (LEVEL, 2)};
static const RouteClause help_failed[] = {IS (OUTCOME, "failed", "refused")};
#ifdef INSTITUTION_FOR_DISABILITY
#define DISABILITIES "mild-intellectual-disability", "intellectual-disability", "brain-injury"
static const RouteClause disabled_youth[] = {IS (CONDITION, DISABILITIES)};
static const RouteClause disabled_parent[] = {IS (RELATION, "parent"), IS (MEMBER_CONDITION, DISABILITIES)};
#endif

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),
    MET (INVOLVED, 1, own_measure),
    MET (MEASURE_RUNS, 1, protection),
    MET (MEASURE_RUNS, 1, probation),
    MET (MEASURE_RUNS, 1, juvenile_sentence),
    MET (GUARDIAN, 1, guardian),
    MET (CHILD_UNSAFE, 1, unsafe_minor),
    {CHILD_UNSAFE, {.all = {ROUTE_QUESTION (1, unsafe), ROUTE_QUESTION (1, has_children)}}},
    MET (JUVENILE_OFFENCES, 2, offences),
    MET (JUVENILE_OFFENCES, 2, young_offences),
    {HELP_FAILED, {.all = {ROUTE_QUESTION (1, family_problem), ROUTE_QUESTION (1, help_failed)}}},
    {HELP_FAILED,
     {.all = {ROUTE_QUESTION (1, parenting), ROUTE_QUESTION (1, help_failed),
	      ROUTE_QUESTION (1, has_children)}}},
#ifdef INSTITUTION_FOR_DISABILITY
    MET (DISABILITY, 1, disabled_youth),
    MET (DISABILITY, 1, disabled_parent),
#endif
};

#ifdef INSTITUTION_FOR_DISABILITY
#define WITH_DISABILITY .also = REASON (INVOLVED) | REASON (DISABILITY)
#else
#define WITH_DISABILITY .also = 0
#endif
#define RUNS (REASON (INVOLVED) | REASON (MEASURE_RUNS) | REASON (GUARDIAN))
#define BRINGS (RUNS | REASON (CHILD_UNSAFE) | REASON (JUVENILE_OFFENCES) | REASON (HELP_FAILED))

/* a measure runs, and nobody said who carries it out: reason to ask, on the ground it would have */
static const LawfulRow lawful[] = {
    {0,
     {.any = BRINGS,
      WITH_DISABILITY,
      .within = {ROUTE_QUESTION (1, young), ROUTE_QUESTION (1, has_children),
		 ROUTE_QUESTION (1, supervised)}}},
    {0, {WITH_DISABILITY, .perhaps = ROUTE_QUESTION (1, protection)}},
    {0, {WITH_DISABILITY, .perhaps = ROUTE_QUESTION (1, probation)}},
    {0, {WITH_DISABILITY, .perhaps = ROUTE_QUESTION (1, juvenile_sentence)}},
};
static const AttendRow attends[] = {
    {ROUTE_ATTEND_INVITE, ROUTE_WHOLE, MEASURE_PLAN, {.any = RUNS, WITH_DISABILITY}},
    {ROUTE_ATTEND_INVITE, ROUTE_WHOLE, ADVICE, {.any = REASON (JUVENILE_OFFENCES), WITH_DISABILITY}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, ADVICE, {.any = BRINGS, WITH_DISABILITY}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, ADVICE, {WITH_DISABILITY, .perhaps = ROUTE_QUESTION (1, protection)}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, ADVICE, {WITH_DISABILITY, .perhaps = ROUTE_QUESTION (1, probation)}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, ADVICE, {WITH_DISABILITY, .perhaps = ROUTE_QUESTION (1, juvenile_sentence)}},
};
/* whoever carries out a measure is the first candidate */
static const CoordinatorRow coordinates[] = {
    {ROUTE_COORDINATOR_HIGH, COORDINATION, {.any = RUNS, WITH_DISABILITY}},
};

static const Knowledge knowledge = {KNOWLEDGE_LISTS, ROUTE_LIST (coordinates)};
KNOWLEDGE_ASSESS

#define INSTITUTION_LISTS                                                                                    \
	.chains = ROUTE_CHAIN_YOUTH, ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),        \
	ROUTE_LIST (contributions), .assess = assess

#endif
