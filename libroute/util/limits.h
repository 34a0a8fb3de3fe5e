/* Every limit on what comes from outside, in one place. Sizes in bytes unless it says otherwise. */
#pragma once

/* registrations (doc/schema/registration-1.schema.json says the same) */
#define RT_LIMIT_DOCUMENT (8u * 1024u * 1024u)
#define RT_LIMIT_DEPTH 32u            /* nested objects and lists */
#define RT_LIMIT_TEXT (64u * 1024u)   /* narrative, question */
#define RT_LIMIT_SHORT_TEXT 1024u     /* every other text */
#define RT_LIMIT_KEY 1024u            /* a key under extra */
#define RT_LIMIT_ITEMS 1000u          /* of any list but incidents; entries of any object under extra */
#define RT_LIMIT_INCIDENTS 10000u
#define RT_LIMIT_ID 64u
#define RT_LIMIT_SLUG 40u             /* of third:<slug> */
#define RT_LIMIT_AGE 120

/* rule files */
#define RT_LIMIT_RULE_FILE (4u * 1024u * 1024u)
#define RT_LIMIT_RULE_FILES 1000u
#define RT_LIMIT_RULE_GROUPS 100000u
#define RT_LIMIT_RULE_KEYS 256u       /* of one group */
#define RT_LIMIT_RULE_VALUE (64u * 1024u)
#define RT_LIMIT_PATTERN 4096u        /* of one PCRE2 pattern */
#define RT_LIMIT_PATTERN_MATCH 100000u /* PCRE2 match limit of one pattern on one text */
#define RT_LIMIT_PATTERN_DEPTH 1000u
#define RT_LIMIT_PATTERN_HEAP 4096u   /* KiB */
#define RT_LIMIT_FINDINGS 1000u       /* reported of one load */

/* plugins */
#define RT_LIMIT_PLUGIN_FILE (64u * 1024u * 1024u)
#define RT_LIMIT_PLUGIN_TIME 1000u    /* ms of one answer, in a process of its own */
#define RT_LIMIT_PLUGIN_MEMORY 256u   /* MiB of that process */

/* one call */
#define RT_LIMIT_WORKSPACE (64u * 1024u * 1024u)
#define RT_LIMIT_SIGNALS 200u
#define RT_LIMIT_COMPLETIONS 300u     /* hypothetical registrations weighed one, two facts at a time */
#define RT_LIMIT_WITNESS 200u         /* the same, towards one suggestion */
#define RT_LIMIT_CHANGE 3000u         /* the same, to find what would change the suggestion into another */
#define RT_LIMIT_USUAL_ITEMS 250u     /* items of lists; a registration with n times as many costs the three above n + 1 */
#define RT_LIMIT_OUTLOOKS (8u << 20)  /* bytes kept of supposed worlds, and of what plugins said of them */
#define RT_LIMIT_CHANGE_FACTS 4u      /* of one set that would change it */
#define RT_LIMIT_CHANGE_SETS 20u      /* told of each other suggestion */
