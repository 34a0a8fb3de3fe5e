/* SPDX-License-Identifier: EUPL-1.2 */
/* What every adult probation organisation (reclassering) knows. A plugin defines PROBATION, its party id,
 * and OTHER_PROBATION, the ids of those whose supervision is not its own, includes this file once, and
 * puts PROBATION_LISTS into its descriptor. PROBATION_FOR_HOMELESS, when defined, limits it, where it is
 * not involved, to people without a home of their own. Which of them sits at the table is for the rules to
 * choose; existing supervision beats everything. */
#ifndef ROUTE_PLUGINS_PROBATION_H
#define ROUTE_PLUGINS_PROBATION_H

#include "plugins/common/knowledge.h"

enum {
	AGE,
	LAW,
	MEASURE,
	MEASURE_BY,
	DETENTION,
	RELEASE,
	KIND,
	DATE,
	ROLE,
	PARTY,
	PARTY_ROLE,
	STATUS
#ifdef PROBATION_FOR_HOMELESS
	,
	HOUSING
#endif
};

static const RouteField fields[] = {
    [AGE] = {"/person/age",
	     {"Adult probation begins at 18, or at 16 under adult law",
	      "Volwassenenreclassering begint bij 18 jaar, of bij 16 jaar onder het volwassenenstrafrecht"}},
    [LAW] = {"/person/criminal_law", {"Which criminal law applies", "Welk strafrecht van toepassing is"}},
    [MEASURE] = {"/person/measures/*/kind",
		 {"Supervision and sentences with conditions only",
		  "Alleen toezicht en straffen met voorwaarden"}},
    [MEASURE_BY] = {"/person/measures/*/by",
		    {"Which organisation supervises", "Welke organisatie toezicht houdt"}},
    [DETENTION] = {"/person/detention/status",
		   {"Whether the person returns from detention", "Of de betrokkene terugkeert uit detentie"}},
    [RELEASE] = {"/person/detention/release",
		 {"When the person was or will be released", "Wanneer de betrokkene vrijkwam of vrijkomt"}},
    [KIND] = {"/incidents/*/kind",
	      {"To tell offences from nuisance and distress",
	       "Om strafbare feiten, overlast en nood te onderscheiden"}},
    [DATE] = {"/incidents/*/date", {"Old offences no longer count", "Oude feiten tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role", {"Only the person's own offences count", "Alleen eigen feiten tellen"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the organisation is at work there", "Of de organisatie al betrokken is"}},
    [PARTY_ROLE] = {"/involved/*/role",
		    {"Whether that work is supervision", "Of die betrokkenheid toezicht is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
#ifdef PROBATION_FOR_HOMELESS
    [HOUSING] = {"/person/housing/kind",
		 {"Whether the person has a home", "Of de betrokkene een woning heeft"}},
#endif
};

enum {
	INVOLVED,
	SUPERVISION,
	SENTENCE,
	RETURN,
	ADULT_OFFENCES
#ifdef PROBATION_FOR_HOMELESS
	,
	HOMELESS
#endif
};

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The organisation is already at work in this case",
		   "De organisatie is al betrokken in deze zaak"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [SUPERVISION] = {"supervision",
		     {"Adult probation supervision is running that it may carry out",
		      "Er loopt reclasseringstoezicht voor volwassenen dat de organisatie kan uitvoeren"},
		     40,
		     {"Probation Regulation 1995; Criminal Code, article 14c",
		      "Reclasseringsregeling 1995; Wetboek van Strafrecht, artikel 14c"}},
    [SENTENCE] = {"sentence",
		  {"An adult has a conditional sentence, ISD or TBS",
		   "Een volwassene heeft een voorwaardelijke straf, ISD of tbs"},
		  30,
		  {"Criminal Code, articles 14c, 37a and 38m",
		   "Wetboek van Strafrecht, artikelen 14c, 37a en 38m"}},
    [RETURN] = {"return-from-detention",
		{"The person returns from detention: within the last or the coming three months",
		 "De betrokkene keert terug uit detentie: in de afgelopen of komende drie maanden"},
		25,
		{"Custodial Institutions Act; covenant 2.1", "Penitentiaire beginselenwet; convenant 2.1"}},
    [ADULT_OFFENCES] = {"adult-offences",
			{"Twice or more a suspect within a year, under the criminal law for adults",
			 "Binnen een jaar twee keer of vaker verdachte, onder het volwassenenstrafrecht"},
			15,
			{"Probation Regulation 1995 (advice)", "Reclasseringsregeling 1995 (advies)"}},
#ifdef PROBATION_FOR_HOMELESS
    [HOMELESS] = {"homeless",
		  {"The person has no home of their own", "De betrokkene heeft geen eigen woning"},
		  15,
		  {"The organisation's own target group", "De eigen doelgroep van de organisatie"}},
#endif
};

static const RoutePhrase grounds[] = {
    {"probation-regulation",
     {"Probation Regulation 1995 and the Judicial and Criminal Data Act: its task of supervision and advice",
      "Reclasseringsregeling 1995 en Wet justitiële en strafvorderlijke gegevens: de taak van toezicht en "
      "advies"}},
};

enum { CONDITIONS, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
    [CONDITIONS] = {"conditions",
		    {"The conditions of the supervision, how it goes, and what follows on a breach",
		     "De voorwaarden van het toezicht, hoe het loopt en wat er volgt bij overtreding"}},
    [KNOWN] = {"known",
	       {"Whether the person is known, and what advice or supervision could add",
		"Of de betrokkene bekend is, en wat advies of toezicht kan toevoegen"}},
    [COORDINATION] = {"coordination",
		      {"It supervises the person", "De organisatie houdt toezicht op de betrokkene"}},
};

#define OFFENCE                                                                                              \
	IS_NOT (KIND, "nuisance", "confused-behaviour", "suicidal", "radicalisation", "trafficking", "other")

static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, PROBATION)};
static const RouteClause own_measure[] = {IS (MEASURE_BY, PROBATION),
					  IS (MEASURE, "probation", "conditional-sentence", "isd", "tbs")};
static const RouteClause supervision[] = {AT_LEAST (AGE, 16), IS (MEASURE, "probation"),
					  IS_NOT (MEASURE_BY, OTHER_PROBATION)};
static const RouteClause sentence[] = {AT_LEAST (AGE, 18),
				       IS (MEASURE, "conditional-sentence", "isd", "tbs")};
static const RouteClause young_sentence[] = {AT_LEAST (AGE, 16), IS (LAW, "adult"),
					     IS (MEASURE, "conditional-sentence", "isd", "tbs")};
static const RouteClause detained[] = {AT_LEAST (AGE, 18), IS (DETENTION, "detained"),
				       UNTIL_DAYS (RELEASE, 92)};
static const RouteClause released[] = {AT_LEAST (AGE, 18), IS (DETENTION, "released"),
				       WITHIN_MONTHS (RELEASE, 3)};
static const RouteClause offences[] = {AT_LEAST (AGE, 16), IS (LAW, "adult"), IS (ROLE, "suspect"), OFFENCE,
				       WITHIN_MONTHS (DATE, 12)};
/* whom its task reaches at all */
static const RouteClause adult[] = {AT_LEAST (AGE, 18)};
static const RouteClause adult_law[] = {AT_LEAST (AGE, 16), IS (LAW, "adult")};
static const RouteClause adult_measure[] = {AT_LEAST (AGE, 16), IS (MEASURE, "probation")};
static const RouteClause supervises[] = {IS_INVOLVED (PARTY, STATUS, PROBATION),
					 IS (PARTY_ROLE, "supervision")};
#ifdef PROBATION_FOR_HOMELESS
static const RouteClause homeless[] = {IS (HOUSING, "none", "shelter")};
/* again and again a suspect without an address: its own group, whether a case is open yet or not */
static const RouteClause roaming[] = {AT_LEAST (AGE, 18), IS (HOUSING, "none", "shelter"), IS (ROLE, "suspect"),
				      OFFENCE, WITHIN_MONTHS (DATE, 12)};
#endif

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved), MET (INVOLVED, 1, own_measure),    MET (SUPERVISION, 1, supervision),
    MET (SENTENCE, 1, sentence),
    MET (SENTENCE, 1, young_sentence),
    MET (RETURN, 1, detained),
    MET (RETURN, 1, released),
    MET (ADULT_OFFENCES, 2, offences),
#ifdef PROBATION_FOR_HOMELESS
    MET (ADULT_OFFENCES, 2, roaming),
    MET (HOMELESS, 1, homeless),
#endif
};

#ifdef PROBATION_FOR_HOMELESS
#define OF_ITS_GROUP .also = REASON (INVOLVED) | REASON (HOMELESS)
#else
#define OF_ITS_GROUP .also = 0
#endif
#define BRINGS                                                                                               \
	(REASON (INVOLVED) | REASON (SUPERVISION) | REASON (SENTENCE) | REASON (RETURN) |                    \
	 REASON (ADULT_OFFENCES))

/* supervision runs, and nobody said who carries it out: reason to ask, on the ground it would have */
static const LawfulRow lawful[] = {
    {0,
     {.any = BRINGS,
      OF_ITS_GROUP,
      .within = {ROUTE_QUESTION (1, adult), ROUTE_QUESTION (1, adult_law), ROUTE_QUESTION (1, adult_measure)}}},
    {0, {.perhaps = ROUTE_QUESTION (1, supervision)}},
};
static const AttendRow attends[] = {
    {ROUTE_ATTEND_INVITE,
     ROUTE_WHOLE,
     CONDITIONS,
     {.any = REASON (INVOLVED) | REASON (SUPERVISION), OF_ITS_GROUP}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, {.any = BRINGS, OF_ITS_GROUP}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, {.perhaps = ROUTE_QUESTION (1, supervision)}},
};
/* likely with running supervision, less so where care weighs more */
static const CoordinatorRow coordinates[] = {
    {ROUTE_COORDINATOR_HIGH,
     COORDINATION,
     {.any = REASON (SUPERVISION), .all = {ROUTE_QUESTION (1, supervises)}}},
    {ROUTE_COORDINATOR_MEDIUM, COORDINATION, {.any = REASON (INVOLVED)}},
};

static const Knowledge knowledge = {KNOWLEDGE_LISTS, ROUTE_LIST (coordinates)};
KNOWLEDGE_ASSESS

#define PROBATION_LISTS                                                                                      \
	.chains = ROUTE_CHAIN_JUSTICE, ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds),      \
	ROUTE_LIST (contributions), .assess = assess

#endif
