/* SPDX-License-Identifier: EUPL-1.2 */
/* What every provider of care or support to people with a disability knows. A plugin defines
 * DISABILITY_PARTY, its party id; DISABILITY_KINDS, the conditions of its target group;
 * DISABILITY_CONTRIBUTION, a RouteText of what it brings; and DISABILITY_COORDINATOR, its likelihood as
 * coordinator where it is involved; includes this file once, and puts DISABILITY_LISTS into its
 * descriptor. Which of them sits at the table is for the rules to choose. */
#ifndef ROUTE_PLUGINS_DISABILITY_H
#define ROUTE_PLUGINS_DISABILITY_H

#include "plugins/common/knowledge.h"

enum {
	CONDITION,
	RELATION,
	MEMBER_CONDITION,
	CHILD_AGE,
	DOMAIN,
	LEVEL,
	KIND,
	DATE,
	ROLE,
	OUTCOME,
	PARTY,
	STATUS
};

static const RouteField fields[] = {
    [CONDITION] = {"/person/conditions/*/kind",
		   {"Whether there is a disability of its target group",
		    "Of er een beperking is van de eigen doelgroep"}},
    [RELATION] = {"/household/members/*/relation",
		  {"Whether a parent has a disability", "Of een ouder een beperking heeft"}},
    [MEMBER_CONDITION] = {"/household/members/*/conditions/*/kind",
			  {"Whether a parent has a disability", "Of een ouder een beperking heeft"}},
    [CHILD_AGE] = {"/household/children/*/age",
		   {"Whether that parent raises children", "Of die ouder kinderen opvoedt"}},
    [DOMAIN] = {"/problems/*/domain",
		{"Where the person needs support to manage", "Waarbij de betrokkene steun nodig heeft"}},
    [LEVEL] = {"/problems/*/level",
	       {"Only levels 1 and 2 are a problem", "Alleen niveau 1 en 2 zijn een probleem"}},
    [KIND] = {"/incidents/*/kind",
	      {"Behaviour that the disability may explain", "Gedrag dat uit de beperking kan voortkomen"}},
    [DATE] = {"/incidents/*/date", {"Old incidents no longer count", "Oude incidenten tellen niet meer mee"}},
    [ROLE] = {"/incidents/*/role",
	      {"Whether the person did it or suffered it", "Of de betrokkene het deed of onderging"}},
    [OUTCOME] = {"/efforts/*/outcome", {"Whether regular help got stuck", "Of gewone hulp is vastgelopen"}},
    [PARTY] = {"/involved/*/party",
	       {"Whether the provider is at work there", "Of de aanbieder al betrokken is"}},
    [STATUS] = {"/involved/*/status", {"Whether that work still goes on", "Of die betrokkenheid nog loopt"}},
};

enum { INVOLVED, TARGET_GROUP, DAILY_LIFE, BEHAVIOUR, EXPLOITED, PARENT, HELP_STUCK };

static const RouteReason reasons[] = {
    [INVOLVED] = {"involved",
		  {"The provider is already at work in this case",
		   "De aanbieder is al betrokken in deze zaak"},
		  40,
		  {"covenant 1.10, 13.2e", "convenant 1.10, 13.2e"}},
    [TARGET_GROUP] = {"target-group",
		      {"There is an established disability of its target group",
		       "Er is een vastgestelde beperking van de eigen doelgroep"},
		      30,
		      {"Long-term Care Act; Social Support Act 2015",
		       "Wet langdurige zorg; Wet maatschappelijke ondersteuning 2015"}},
    [DAILY_LIFE] = {"daily-life",
		    {"With a disability, money, daily care or housekeeping is a problem",
		     "Er is een beperking, en geld, dagelijkse verzorging of het huishouden is een probleem"},
		    20,
		    {"Social Support Act 2015, article 2.3.5",
		     "Wet maatschappelijke ondersteuning 2015, artikel 2.3.5"}},
    [BEHAVIOUR] = {"behaviour",
		   {"With a disability, a suspect of aggression or a sexual offence within two years",
		    "Er is een beperking, en de betrokkene was in de afgelopen twee jaar verdachte van "
		    "agressie of een zedenfeit"},
		   20,
		   {"Care and Compulsion Act; Long-term Care Act", "Wet zorg en dwang; Wet langdurige zorg"}},
    [EXPLOITED] = {"victim",
		   {"With a disability, a victim within two years",
		    "Er is een beperking, en de betrokkene was in de afgelopen twee jaar slachtoffer"},
		   15,
		   {"Social Support Act 2015", "Wet maatschappelijke ondersteuning 2015"}},
    [PARENT] = {"parent",
		{"A parent in the household has a disability and raises children",
		 "Een ouder in het gezin heeft een beperking en voedt kinderen op"},
		20,
		{"Youth Act; Social Support Act 2015", "Jeugdwet; Wet maatschappelijke ondersteuning 2015"}},
    [HELP_STUCK] = {"help-stuck",
		    {"With a disability, regular help failed or was refused",
		     "Er is een beperking, en gewone hulp mislukte of werd geweigerd"},
		    15,
		    {"national framework, criterion 2", "landelijk kader, criterium 2"}},
};

static const RoutePhrase grounds[] = {
    {"care-or-support",
     {"Its care or support under the Long-term Care Act, the Social Support Act or the Youth Act; medical "
      "secrecy, Civil Code 7:457",
      "Zorg of ondersteuning op grond van de Wet langdurige zorg, de Wmo of de Jeugdwet; beroepsgeheim, "
      "Burgerlijk Wetboek 7:457"}},
};

enum { BRINGS_TEXT, KNOWN, COORDINATION };

static const RoutePhrase contributions[] = {
    [BRINGS_TEXT] = {"support", DISABILITY_CONTRIBUTION},
    [KNOWN] = {"known",
	       {"Whether the person is known, and what support it could offer",
		"Of de betrokkene bekend is, en welke ondersteuning mogelijk is"}},
    [COORDINATION] = {"coordination",
		      {"It gives the support that weighs most in this case",
		       "De aanbieder geeft de ondersteuning die in deze zaak het zwaarst weegt"}},
};

static const RouteClause involved[] = {IS_INVOLVED (PARTY, STATUS, DISABILITY_PARTY)};
static const RouteClause target_group[] = {IS (CONDITION, DISABILITY_KINDS)};
static const RouteClause daily_life[] = {
    IS (DOMAIN, "finances", "basic-adl", "instrumental-adl", "time-use", "housing"), AT_MOST (LEVEL, 2)};
static const RouteClause behaviour[] = {
    IS (KIND, "violence", "threat", "arson", "sexual", "domestic-violence"), IS (ROLE, "suspect"),
    WITHIN_MONTHS (DATE, 24)};
/* what another table and another law deal with counts nowhere */
static const RouteClause victim[] = {IS (ROLE, "victim"), WITHIN_MONTHS (DATE, 24),
				     IS_NOT (KIND, "radicalisation", "trafficking")};
static const RouteClause parent[] = {IS (RELATION, "parent", "partner"),
				     IS (MEMBER_CONDITION, DISABILITY_KINDS)};
static const RouteClause has_children[] = {AT_MOST (CHILD_AGE, 17)};
static const RouteClause stuck[] = {IS (OUTCOME, "failed", "refused")};

#define WITH_GROUP(question)                                                                                 \
	{                                                                                                    \
		.any = REASON (TARGET_GROUP), .all = { ROUTE_QUESTION (1, question) }                        \
	}

static const ReasonRow meets[] = {
    MET (INVOLVED, 1, involved),
    MET (TARGET_GROUP, 1, target_group),
    {DAILY_LIFE, WITH_GROUP (daily_life)},
    {BEHAVIOUR, WITH_GROUP (behaviour)},
    {EXPLOITED, WITH_GROUP (victim)},
    {PARENT, {.all = {ROUTE_QUESTION (1, parent), ROUTE_QUESTION (1, has_children)}}},
    {HELP_STUCK, WITH_GROUP (stuck)},
};

#define BRINGS (REASON (INVOLVED) | REASON (TARGET_GROUP) | REASON (PARENT))

static const LawfulRow lawful[] = {{0, {.any = BRINGS}}};
static const AttendRow attends[] = {
    {ROUTE_ATTEND_INVITE, ROUTE_WHOLE, BRINGS_TEXT, {.any = REASON (INVOLVED)}},
    {ROUTE_ATTEND_ASK, ROUTE_WHOLE, KNOWN, {.any = BRINGS}},
};
static const CoordinatorRow coordinates[] = {
    {DISABILITY_COORDINATOR,
     COORDINATION,
     {.any = REASON (TARGET_GROUP), .all = {ROUTE_QUESTION (1, involved)}}},
};

static const Knowledge knowledge = {KNOWLEDGE_LISTS, ROUTE_LIST (coordinates)};
KNOWLEDGE_ASSESS

#define DISABILITY_LISTS                                                                                     \
	ROUTE_LIST (fields), ROUTE_LIST (reasons), ROUTE_LIST (grounds), ROUTE_LIST (contributions),         \
	    .assess = assess

#endif
