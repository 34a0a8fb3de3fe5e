/* Unknown is not no: what the engine answers about unknown facts must hold for every way in which they
 * could turn out.
 *
 * Small random worlds (a few facts of which some are unknown, a list of which some items are doubted or
 * further ones possible) meet random expressions; every completion of the world is evaluated as plain FEEL.
 * A certain answer must be the answer of every completion; an interval must hold them all. */
#include "tests/testing.h"
#include "libroute/feel/feel.h"
#include "libroute/feel/value.h"
#include <string.h>

#define MOST_ITEMS 3
#define MOST_COMPLETIONS 3000
#define N_WORLDS 400
#define EXPRESSIONS_PER_WORLD 12

/* ---- worlds ----------------------------------------------------------------------------------- */

static const char *const words[] = {"a", "b", "c", NULL};

typedef struct {
	gint level; /* 1..4; 0: unknown; 5: unknown, known to be 2..3 */
	gint domain; /* index of words; -1: unknown; -2: unknown, known to be a word */
	gboolean doubted;
} Item;

typedef struct {
	gint n, m; /* as level */
	gint word; /* as domain */
	gint flag; /* 0, 1; 2: unknown */
	Item items[MOST_ITEMS];
	guint n_items;
	gboolean open;
} World;

/* a world in which each choice is made by the next digit of `number` */
typedef struct {
	guint number, options; /* what is left to choose from; the product of all options */
	RtArena *arena; /* NULL: nothing is chosen, unknowns stay */
	RtArena *out;
} Chooser;

static guint
choose (Chooser *chooser, guint options)
{
	guint choice = chooser->number % options;
	chooser->number /= options;
	chooser->options *= options;
	return choice;
}

static RtFeelValue
number_of (Chooser *chooser, gint level)
{
	if (level >= 1 && level <= 4)
		return rt_feel_integer (level);
	if (chooser->arena == NULL)
		return level == 5 ? rt_feel_unknown_between (chooser->out, 2, 3) : rt_feel_unknown ();
	return rt_feel_integer (level == 5 ? 2 + choose (chooser, 2) : 1 + choose (chooser, 4));
}

static RtFeelValue
word_of (Chooser *chooser, gint word)
{
	if (word < 0 && chooser->arena == NULL)
		return word == -2 ? rt_feel_unknown_word (chooser->out, words) : rt_feel_unknown ();
	const char *text = words[word < 0 ? choose (chooser, 3) : (guint)word];
	return rt_feel_string (chooser->out, text, 1);
}

static RtFeelValue
flag_of (Chooser *chooser, gint flag)
{
	if (flag < 2)
		return rt_feel_boolean (flag);
	return chooser->arena == NULL ? rt_feel_unknown () : rt_feel_boolean (choose (chooser, 2));
}

static RtFeelValue
item_of (Chooser *chooser, const RtFeelShape *shape, const Item *item)
{
	RtFeelValue *entries, value = rt_feel_context (chooser->out, shape, &entries);
	entries[0] = number_of (chooser, item->level);
	entries[1] = word_of (chooser, item->domain);
	return value;
}

/* what an open list may hold besides: nothing, or one of these, at either end */
static const Item further[] = {{1, 0, FALSE}, {4, 2, FALSE}, {2, 1, FALSE}};

static RtFeelValue
items_of (Chooser *chooser, const RtFeelShape *shape, const World *world)
{
	RtFeelValue *items, list = rt_feel_list (chooser->out, MOST_ITEMS + 1, &items);
	guint n = 0, more = 0;
	if (world->open && chooser->arena != NULL)
		more = choose (chooser, 1 + 2 * G_N_ELEMENTS (further));
	if (more % 2 == 1)
		items[n++] = item_of (chooser, shape, &further[more / 2]);
	for (guint i = 0; i < world->n_items; i++) {
		RtFeelValue item = item_of (chooser, shape, &world->items[i]);
		if (world->items[i].doubted && chooser->arena == NULL)
			item = rt_feel_doubted (item);
		if (!world->items[i].doubted || chooser->arena == NULL || choose (chooser, 2) == 0)
			items[n++] = item;
	}
	if (more != 0 && more % 2 == 0)
		items[n++] = item_of (chooser, shape, &further[more / 2 - 1]);
	((RtFeelList *)list.as.pointer)->count = n;
	return world->open && chooser->arena == NULL ? rt_feel_open (list) : list;
}

static void
fill (Chooser *chooser, const RtFeelShape *shape, const World *world, RtFeelValue *slots)
{
	slots[0] = number_of (chooser, world->n);
	slots[1] = number_of (chooser, world->m);
	slots[2] = word_of (chooser, world->word);
	slots[3] = flag_of (chooser, world->flag);
	slots[4] = items_of (chooser, shape, world);
}

static gint
random_level (GRand *rand)
{
	static const gint levels[] = {1, 2, 3, 4, 0, 5};
	return levels[g_rand_int_range (rand, 0, G_N_ELEMENTS (levels))];
}

static World
random_world (GRand *rand)
{
	World world = {.n = random_level (rand),
		       .m = random_level (rand),
		       .word = g_rand_int_range (rand, -2, 3),
		       .flag = g_rand_int_range (rand, 0, 3)};
	world.n_items = (guint)g_rand_int_range (rand, 0, MOST_ITEMS + 1);
	world.open = g_rand_int_range (rand, 0, 4) == 0;
	for (guint i = 0; i < world.n_items; i++) {
		gboolean known = g_rand_boolean (rand);
		world.items[i].level = known ? g_rand_int_range (rand, 1, 5) : random_level (rand);
		world.items[i].domain =
		    known ? g_rand_int_range (rand, 0, 3) : g_rand_int_range (rand, -2, 3);
		world.items[i].doubted = g_rand_int_range (rand, 0, 3) == 0;
	}
	return world;
}

/* ---- expressions ------------------------------------------------------------------------------ */

/* Each symbol of the grammar has alternatives; @x in one is a symbol to expand. The first is taken when it
 * is deep. */
static const char *const booleans[] = {
    "flag",
    "@n <= @k",
    "@n = @n",
    "@n != @k",
    "@n > @n",
    "@n in [@k..3]",
    "@n in (@k, > 3)",
    "@n between @k and 3",
    "@n in @k",
    "word = \"a\"",
    "word in (\"a\", \"b\")",
    "word != \"d\"",
    "\"b\" in items.domain",
    "word in items.domain",
    "@b and @b",
    "@b or @b",
    "not(@b)",
    "if @b then @b else @b",
    "@b = @b",
    "@b and @b and @b",
    "count(@l) >= @k",
    "count(@l) = @k",
    "count(@l) < @k",
    "some x in @l satisfies @x",
    "every x in @l satisfies @x",
    "some x in items, y in items satisfies x.level < y.level",
    "list contains(@w, \"a\")",
    "list contains(@w, word)",
    "any([@b, @b])",
    "all([@b, @b])",
    "any(for x in items return @x)",
    "all(for x in items return @x)",
    "items = @l",
    "items.domain = [\"a\"]",
    "n = null",
    "word = null",
    "@n = null",
    "[n, m] = [2, @k]",
    "{a: n} = {a: @k}",
    "n instance of number",
    "count(distinct values(@w)) >= @k",
    "(function(x) x <= @k)(n)",
    "@n in [n..m]",
    "[2, n][item > 1] = [2]",
    "starts with(word, \"a\")",
    "items[1].level = @k",
    "items[-1].domain = \"b\"",
    "count(items[domain = word]) >= 1",
    "null and @b",
    "null or @b",
    "is(n, @k)",
    "n in items.level",
    "not(for x in items return @x)",
    "contains(@w, \"a\")",
    "(function(x: number) x <= @k)(items.level)",
    "(function(x: list<number>) count(x) = 1)(n)",
    "items.level = n",
};
static const char *const numbers[] = {
    "n",
    "m",
    "@k",
    "@n + @n",
    "@n - @k",
    "@n * @n",
    "-@n",
    "count(@l)",
    "count(distinct values(@w))",
    "sum(items.level)",
    "min(items.level)",
    "max(items.level)",
    "min([n, m, @k])",
    "max(n, @k)",
    "sum(n, m)",
    "if @b then @n else @n",
    "abs(@n)",
    "n / 2",
    "items[1].level",
    "items[@k].level",
    "count(index of(@w, \"a\"))",
    "count(for x in items return x)",
    "{x: n, y: x + 1}.y",
    "mean(items.level)",
    "count(sort(items, function(x, y) x.level < y.level))",
    "n ** 2",
    "sum(for x in items[level >= 2] return x.level)",
    "modulo(n, 2)",
    "string length(word)",
    "count(remove(items, 1))",
    "abs(items[@i].level)",
    "string length(@w)",
    "count(n)",
    "sum(@l.level)",
    "count(items[1])",
    "count(items[flag])",
    "count(items[n])",
    "items[n].level",
    "count({a: items}.a)",
    "sum(n)",
    "product(@l.level)",
    "median(@l.level)",
};
static const char *const lists[] = {
    "items",
    "items[@i]",
    "@l[@i]",
    "concatenate(items, @l)",
    "reverse(@l)",
    "distinct values(@l)",
    "union(items, @l)",
    "append(items, {level: 2, domain: \"a\"})",
    "flatten([items, @l])",
    "for x in @l return x",
    "if @b then items else @l",
    "[items[1]]",
    "sublist(items, 1)",
    "for x in items return if @x then x else {level: 1, domain: \"a\"}",
    "insert before(items, 1, {level: 1, domain: \"a\"})",
};
static const char *const tests[] = {
    /* of an item within a filter */
    "level <= @k",
    "level = n",
    "domain = \"a\"",
    "domain = word",
    "item.level > @k",
    "level <= @k and domain != \"b\"",
    "@b",
    "flag or level = 1",
    "not(level = @k)",
    "level in [@k..3]",
    "count(items[domain = \"a\"]) >= @k",
    "level + n > 4",
};
static const char *const tests_of_x[] = {
    "x.level <= @k", "x.domain = \"a\"", "x.level = n", "x.domain = word", "@b", "x.level > m"};
static const char *const word_lists[] = {
    "items.domain",    "@l.domain",   "distinct values(@w)",     "for x in @l return x.domain",
    "[word, \"a\"]",   "reverse(@w)", "concatenate(@w, [word])", "@w[item = \"a\"]",
    "@w[item != word]"};
static const char *const constants[] = {"2", "1", "3", "0", "4"};

static const struct {
	char symbol;
	const char *const *alternatives;
	guint n;
} grammar[] = {
    {'b', booleans, G_N_ELEMENTS (booleans)},     {'n', numbers, G_N_ELEMENTS (numbers)},
    {'l', lists, G_N_ELEMENTS (lists)},           {'i', tests, G_N_ELEMENTS (tests)},
    {'x', tests_of_x, G_N_ELEMENTS (tests_of_x)}, {'w', word_lists, G_N_ELEMENTS (word_lists)},
    {'k', constants, G_N_ELEMENTS (constants)},
};

static void
expand (GRand *rand, char symbol, guint depth, GString *out)
{
	guint row = 0;
	while (grammar[row].symbol != symbol)
		row++;
	guint pick =
	    depth == 0 && symbol != 'k' ? 0 : (guint)g_rand_int_range (rand, 0, (gint32)grammar[row].n);
	gboolean simple = strchr ("kl", symbol) != NULL;
	if (!simple)
		g_string_append_c (out, '(');
	for (const char *p = grammar[row].alternatives[pick]; *p != '\0'; p++)
		if (*p == '@')
			expand (rand, *++p, depth == 0 ? 0 : depth - 1, out);
		else
			g_string_append_c (out, *p);
	if (!simple)
		g_string_append_c (out, ')');
}

/* ---- checking --------------------------------------------------------------------------------- */

static void
show (GString *out, const char *what, const RtFeelValue *slots)
{
	static const char *const names[] = {"n", "m", "word", "flag", "items"};
	g_string_append_printf (out, "\n  %s:", what);
	for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
		g_string_append_printf (out, " %s=", names[i]);
		rt_feel_print (slots[i], out);
	}
}

/* could the plain answer be what the abstract one allows? */
static gboolean
is_allowed (RtFeelRun *run, RtFeelValue abstract, RtFeelValue plain)
{
	gint64 low, high, whole;
	if (abstract.kind == RT_FEEL_UNKNOWN) {
		if (plain.kind == RT_FEEL_NULL)
			return (abstract.flags & RT_FEEL_FLAG_NULLISH) != 0;
		if (!rt_feel_interval (abstract, &low, &high))
			return TRUE;
		return rt_feel_get_integer (plain, &whole) && whole >= low && whole <= high;
	}
	if (abstract.kind != plain.kind)
		return FALSE;
	if (abstract.kind == RT_FEEL_LIST && rt_feel_is_hazy (abstract)) {
		guint sure = 0, most = rt_feel_items (abstract)->count, n = rt_feel_items (plain)->count;
		for (guint i = 0; i < most; i++)
			sure += !rt_feel_is_doubted (rt_feel_items (abstract)->items[i]);
		return n >= sure && (n <= most || rt_feel_is_open (abstract));
	}
	if (rt_feel_is_hazy (abstract))
		return TRUE;
	return abstract.kind == RT_FEEL_NULL || rt_feel_equal (run, abstract, plain) == RT_FEEL_YES;
}

typedef struct {
	RtFeelScope *scope;
	RtFeelShape *shape;
	RtFeelRun *abstract, *plain;
	RtArena *arena;
	guint glances; /* that told something */
	guint unsure, needless; /* unknown answers; those where every completion agrees */
	guint between; /* unknown answers that tell ends */
} Oracle;

/* A glance says what the evaluation says, or nothing; before anything was evaluated and after. */
static void
glance (Oracle *oracle, const char *text, const RtFeelValue *slots)
{
	static const guint8 fixed[] = {TRUE, TRUE, TRUE, TRUE, TRUE};
	g_autoptr (RtFeelProgram) program = rt_feel_compile (oracle->scope, text, strlen (text), NULL);
	g_autoptr (RtFeelRun) run = rt_feel_run_new (NULL);
	rt_feel_share (&program, 1, fixed, G_N_ELEMENTS (fixed));
	for (guint i = 0; i < 10; i++) {
		RtFeelValue glanced = rt_feel_null ();
		RtFeelVerdict verdict = rt_feel_glance (run, program, slots, &glanced);
		if (i < 9 && verdict == RT_FEEL_PERHAPS)
			continue;
		RtFeelValue answer = rt_feel_evaluate (run, program, slots);
		if (verdict == RT_FEEL_PERHAPS)
			continue;
		oracle->glances++;
		g_autoptr (GString) expected = g_string_new (NULL), got = g_string_new (NULL);
		rt_feel_print (answer, expected);
		rt_feel_print (glanced, got);
		ck_assert_msg (strcmp (expected->str, got->str) == 0 && answer.origin == glanced.origin &&
				       rt_feel_is_true (answer) == (verdict == RT_FEEL_CERTAINLY),
			       "%s is %s, and a glance says %s", text, expected->str, got->str);
	}
}

static void
check (Oracle *oracle, const World *world, const char *text)
{
	g_autoptr (RtFeelProgram) program = rt_feel_compile (oracle->scope, text, strlen (text), NULL);
	if (program == NULL)
		return; /* an unlucky expression */
	RtFeelValue unknown[5], known[5], first = rt_feel_null ();
	rt_arena_reset (oracle->arena);
	rt_feel_run_reset (oracle->abstract);
	Chooser none = {0, 1, NULL, oracle->arena};
	fill (&none, oracle->shape, world, unknown);
	RtFeelValue answer = rt_feel_evaluate (oracle->abstract, program, unknown);
	glance (oracle, text, unknown);
	guint total = 1;
	gboolean agree = TRUE;
	for (guint i = 0; i < total && i < MOST_COMPLETIONS; i++) {
		Chooser chooser = {i, 1, oracle->arena, oracle->arena};
		rt_feel_run_reset (oracle->plain);
		fill (&chooser, oracle->shape, world, known);
		total = MAX (total, chooser.options);
		RtFeelValue plain = rt_feel_evaluate (oracle->plain, program, known);
		if (!is_allowed (oracle->plain, answer, plain)) {
			g_autoptr (GString) story = g_string_new (text);
			show (story, "unknown", unknown);
			show (story, "completed", known);
			g_string_append (story, "\n  answered ");
			rt_feel_print (answer, story);
			g_string_append (story, " but a completion says ");
			rt_feel_print (plain, story);
			ck_abort_msg ("%s", story->str);
		}
		ck_assert_int_ne (plain.kind, RT_FEEL_UNKNOWN);
		if (i == 0)
			first = rt_feel_copy (oracle->arena, plain);
		agree = agree && first.kind == plain.kind &&
			(plain.kind == RT_FEEL_NULL ||
			 rt_feel_equal (oracle->plain, first, plain) == RT_FEEL_YES);
	}
	gint64 low, high;
	oracle->unsure += answer.kind == RT_FEEL_UNKNOWN;
	oracle->between += answer.kind == RT_FEEL_UNKNOWN && rt_feel_interval (answer, &low, &high);
	oracle->needless += answer.kind == RT_FEEL_UNKNOWN && agree && total > 1 && total <= MOST_COMPLETIONS;
}

static void
oracle_start (Oracle *oracle, gboolean typed)
{
	static const char *const names[] = {"level", "domain"};
	oracle->scope = rt_feel_scope_new ();
	rt_feel_scope_set_plain (oracle->scope, TRUE);
	const RtFeelType *any = rt_feel_type_simple (RT_FEEL_NULL);
	const RtFeelType *list =
	    rt_feel_type_parse (oracle->scope, "list<context<level: number, domain: string>>");
	rt_feel_scope_declare (oracle->scope, "n", typed ? rt_feel_type_simple (RT_FEEL_NUMBER) : any);
	rt_feel_scope_declare (oracle->scope, "m", typed ? rt_feel_type_simple (RT_FEEL_NUMBER) : any);
	rt_feel_scope_declare (oracle->scope, "word", typed ? rt_feel_type_simple (RT_FEEL_STRING) : any);
	rt_feel_scope_declare (oracle->scope, "flag", typed ? rt_feel_type_simple (RT_FEEL_BOOLEAN) : any);
	rt_feel_scope_declare (oracle->scope, "items", typed ? list : any);
	oracle->shape = rt_feel_shape_new (names, 2);
	oracle->abstract = rt_feel_run_new (NULL);
	oracle->plain = rt_feel_run_new (NULL);
	oracle->arena = rt_arena_new (0);
}

static void
oracle_end (Oracle *oracle)
{
	rt_feel_scope_free (oracle->scope);
	rt_feel_shape_free (oracle->shape);
	rt_feel_run_free (oracle->abstract);
	rt_feel_run_free (oracle->plain);
	rt_arena_free (oracle->arena);
}

/* what was told at a glance, between two ends, and without need not at all, by seed */
static const struct {
	guint glances, between, needless;
} before[] = {{684, 98, 369}, {645, 77, 403}, {669, 88, 394}, {549, 75, 357}, {657, 88, 377},
	     {582, 101, 409}, {645, 86, 367}, {576, 85, 383}};

/* the seed is the number of the loop; FEEL_SEED in the environment looks elsewhere */
START_TEST (test_random)
{
	Oracle oracle = {0};
	const char *seed = g_getenv ("FEEL_SEED");
	GRand *rand = g_rand_new_with_seed ((guint32)_i +
					    (seed != NULL ? (guint32)g_ascii_strtoull (seed, NULL, 10) : 0));
	oracle_start (&oracle, _i % 2 == 0);
	for (guint i = 0; i < N_WORLDS; i++) {
		World world = random_world (rand);
		for (guint j = 0; j < EXPRESSIONS_PER_WORLD; j++) {
			g_autoptr (GString) text = g_string_new (NULL);
			expand (rand, "bbbnlw"[g_rand_int_range (rand, 0, 6)], 3, text);
			check (&oracle, &world, text->str);
		}
	}
	/* of the worlds of these seeds as much is known as ever: what says "unknown" more often is right too, and worth less */
	if (seed == NULL) {
		ck_assert_uint_ge (oracle.glances, before[_i].glances);
		ck_assert_uint_ge (oracle.between, before[_i].between);
		ck_assert_uint_le (oracle.needless, before[_i].needless);
	}
	if (g_getenv ("FEEL_REPORT") != NULL)
		g_printerr ("%u unknown, %u of them needless; %u glances told\n", oracle.unsure, oracle.needless, oracle.glances);
	g_rand_free (rand);
	oracle_end (&oracle);
}
END_TEST

int
main (void)
{
	Suite *suite = suite_create ("unknown");
	TCase *random = tcase_create ("random");
	tcase_set_timeout (random, 300);
	tcase_add_loop_test (random, test_random, 0, G_N_ELEMENTS (before));
	suite_add_tcase (suite, random);
	return rt_test_main (suite);
}
