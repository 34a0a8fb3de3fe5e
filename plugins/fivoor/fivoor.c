/* SPDX-License-Identifier: EUPL-1.2 */
/* Fivoor, forensic care for adults whose disorder goes with danger to others; Palier, its probation for
 * addiction. Not for addiction or distress alone. */
#include "plugins/common/knowledge.h"

enum { AGE, CONDITION, MEASURE, MEASURE_BY, KIND, DATE, ROLE, SEVERITY, OUTCOME, PARTY, PARTY_ROLE, STATUS, RISK };

static const RouteField fields[] = {
	[AGE] = { "/person/age",
		  { "Whether the person is of its target group",
		    "Of de betrokkene tot de doelgroep hoort" } },
	[CONDITION] = { "/person/conditions/*/kind",
			{ "Whether there is a condition of its target group",
			  "Of er een aandoening van de eigen doelgroep is" } },
	[MEASURE] = { "/person/measures/*/kind",
		      { "Measures that concern its own task", "Maatregelen die de eigen taak raken" } },
	[MEASURE_BY] = { "/person/measures/*/by",
			 { "Whether it carries a measure out itself",
			   "Of de organisatie een maatregel zelf uitvoert" } },
	[KIND] = { "/incidents/*/kind",
		   { "Only the kinds of incident that its task is about",
		     "Alleen de soorten incidenten waar de eigen taak over gaat" } },
	[DATE] = { "/incidents/*/date",
		   { "Old incidents no longer count", "Oude incidenten tellen niet meer mee" } },
	[ROLE] = { "/incidents/*/role",
		   { "Whether the person did it or suffered it", "Of de betrokkene het deed of onderging" } },
	[SEVERITY] = { "/incidents/*/severity",
		       { "Light violence is no danger that asks for forensic care",
			 "Licht geweld is geen gevaar dat om forensische zorg vraagt" } },
	[OUTCOME] = { "/efforts/*/outcome", { "Whether earlier help worked", "Of eerdere hulp werkte" } },
	[PARTY] = { "/involved/*/party",
		    { "Whether the organisation is at work there", "Of de organisatie al betrokken is" } },
	[PARTY_ROLE] = { "/involved/*/role",
			 { "Whether treatment got stuck", "Of een behandeling is vastgelopen" } },
	[STATUS] = { "/involved/*/status",
		     { "Whether that work still goes on", "Of die betrokkenheid nog loopt" } },
	[RISK] = { "/plan/risk",
		   { "How high a professional calls the risk", "Hoe hoog een professional het risico noemt" } },
};

enum { INVOLVED, DANGER, TITLE, ADDICTION_PROBATION, STUCK_CARE };

static const RouteReason reasons[] = {
	[INVOLVED] = { "involved",
		       { "The organisation is already at work in this case",
			 "De organisatie is al betrokken in deze zaak" },
		       40,
		       { "covenant 1.10, 13.2e", "convenant 1.10, 13.2e" } },
	[DANGER] = { "danger-to-others",
		     { "An adult with an established disorder, who was a suspect of serious violence or threat, "
		       "arson or a sexual offence within two years, or whose risk a professional calls high",
		       "Een volwassene met een vastgestelde stoornis, die in de afgelopen twee jaar verdachte was "
		       "van ernstig geweld of ernstige bedreiging, brandstichting of een zedenfeit, of van wie "
		       "een professional het risico hoog noemt" },
		     30,
		     { "Forensic Care Act; Levensloop inclusion criteria",
		       "Wet forensische zorg; inclusiecriteria Levensloop" } },
	[TITLE] = { "forensic-title",
		    { "An adult with a forensic title: TBS, ISD, or a conditional sentence and an established disorder",
		      "Een volwassene met een forensische titel: tbs, ISD, of een voorwaardelijke straf en een "
		      "vastgestelde stoornis" },
		    35,
		    { "Forensic Care Act, article 2.1", "Wet forensische zorg, artikel 2.1" } },
	[ADDICTION_PROBATION] = { "addiction-probation",
				  { "An adult under probation for whom addiction is the core",
				    "Een volwassene met reclasseringstoezicht bij wie verslaving de kern is" },
				  30,
				  { "Probation Regulation 1995; addiction probation (Palier)",
				    "Reclasseringsregeling 1995; verslavingsreclassering (Palier)" } },
	[STUCK_CARE] = { "regular-care-stuck",
			 { "Danger to others, and regular help failed, got stuck or was refused",
			   "Gevaar voor anderen, en gewone hulp is mislukt, vastgelopen of geweigerd" },
			 20,
			 { "Compulsory Mental Healthcare Act", "Wet verplichte ggz" } },
};

static const RoutePhrase grounds[] = {
	{ "forensic-care",
	  { "Forensic Care Act and Compulsory Mental Healthcare Act: treatment and consultation; medical secrecy, "
	    "Civil Code 7:457",
	    "Wet forensische zorg en Wet verplichte ggz: behandeling en consultatie; beroepsgeheim, Burgerlijk "
	    "Wetboek 7:457" } },
};

enum { TREATMENT, CONSULTATION, COORDINATION };

static const RoutePhrase contributions[] = {
	[TREATMENT] = { "treatment",
			{ "Risk assessment, forensic outreach and options for compulsory care, as far as secrecy allows",
			  "Risicotaxatie, forensische bemoeizorg en mogelijkheden voor verplichte zorg, voor zover het "
			  "beroepsgeheim dat toelaat" } },
	[CONSULTATION] = { "consultation",
			   { "Consultation on the danger to others",
			     "Consultatie over het gevaar voor anderen" } },
	[COORDINATION] = { "coordination",
			   { "Its forensic team treats the person",
			     "Het forensisch team behandelt de betrokkene" } },
};

static const RouteClause involved[] = { IS_INVOLVED (PARTY, STATUS, "fivoor") };
static const RouteClause carries_out[] = { IS (MEASURE_BY, "fivoor"),
					   IS (MEASURE, "probation", "conditional-sentence", "isd", "tbs",
					       "care-authorisation") };
static const RouteClause disorder[] = { AT_LEAST (AGE, 18), IS (CONDITION, "psychiatric", "addiction",
								"mild-intellectual-disability",
								"intellectual-disability", "brain-injury") };
static const RouteClause dangerous[] = { IS (ROLE, "suspect"),
					 IS (KIND, "arson", "sexual", "robbery", "stalking"),
					 WITHIN_MONTHS (DATE, 24) };
static const RouteClause violent[] = { IS (ROLE, "suspect"), IS (KIND, "violence", "threat", "domestic-violence"),
				       IS (SEVERITY, "serious", "high-impact"), WITHIN_MONTHS (DATE, 24) };
static const RouteClause high_risk[] = { IS (RISK, "high") };
static const RouteClause title[] = { AT_LEAST (AGE, 18), IS (MEASURE, "tbs", "isd") };
static const RouteClause conditional[] = { IS (MEASURE, "conditional-sentence") };
static const RouteClause probation[] = { AT_LEAST (AGE, 18), IS (MEASURE, "probation"),
					 IS_NOT (MEASURE_BY, "reclassering-nederland", "leger-des-heils") };
static const RouteClause addiction[] = { IS (CONDITION, "addiction") };
static const RouteClause not_helped[] = { IS (OUTCOME, "refused", "failed") };
static const RouteClause stalled[] = { IS (PARTY_ROLE, "treatment"), IS (STATUS, "stalled", "refused") };

static const ReasonRow meets[] = {
	MET (INVOLVED, 1, involved),
	MET (INVOLVED, 1, carries_out),
	{ DANGER, { .all = { ROUTE_QUESTION (1, disorder), ROUTE_QUESTION (1, dangerous) } } },
	{ DANGER, { .all = { ROUTE_QUESTION (1, disorder), ROUTE_QUESTION (1, violent) } } },
	{ DANGER, { .all = { ROUTE_QUESTION (1, disorder), ROUTE_QUESTION (1, high_risk) } } },
	MET (TITLE, 1, title),
	{ TITLE, { .all = { ROUTE_QUESTION (1, disorder), ROUTE_QUESTION (1, conditional) } } },
	{ ADDICTION_PROBATION, { .all = { ROUTE_QUESTION (1, probation), ROUTE_QUESTION (1, addiction) } } },
	{ STUCK_CARE, { .any = REASON (DANGER), .all = { ROUTE_QUESTION (1, not_helped) } } },
	{ STUCK_CARE, { .any = REASON (DANGER), .all = { ROUTE_QUESTION (1, stalled) } } },
};

#define ANY_REASON (REASON (ROUTE_COUNT (reasons)) - 1)

/* probation runs, addiction is the core, and nobody said who supervises: reason to ask */
#define MAY_SUPERVISE                                                                                        \
	{                                                                                                    \
		.all = { ROUTE_QUESTION (1, addiction) }, .perhaps = ROUTE_QUESTION (1, probation)           \
	}

static const LawfulRow lawful[] = { { 0, { .any = ANY_REASON } }, { 0, MAY_SUPERVISE } };
static const AttendRow attends[] = {
	{ ROUTE_ATTEND_INVITE, ROUTE_WHOLE, TREATMENT, { .any = REASON (INVOLVED) } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, CONSULTATION, { .any = ANY_REASON } },
	{ ROUTE_ATTEND_ASK, ROUTE_WHOLE, CONSULTATION, MAY_SUPERVISE },
};
static const CoordinatorRow coordinates[] = {
	{ ROUTE_COORDINATOR_MEDIUM, COORDINATION, { .any = REASON (INVOLVED) } },
};

static const Knowledge knowledge = { KNOWLEDGE_LISTS, ROUTE_LIST (coordinates) };
KNOWLEDGE_ASSESS

ROUTE_PLUGIN_DEFINE (.party = "fivoor", .name = { "Fivoor (forensic care)", "Fivoor" }, .version = "1.0",
		     .license = "EUPL-1.2", .contact = "https://github.com/libroute/libroute/issues",
		     .chains = ROUTE_CHAIN_CARE, ROUTE_LIST (fields), ROUTE_LIST (reasons),
		     ROUTE_LIST (grounds), ROUTE_LIST (contributions), .assess = assess);
