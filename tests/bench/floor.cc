// What the hardware allows, for a ratio that can be compared between machines: the criteria of a workload as compares of
// features that are counted while the JSON is read (simdjson), its texts in one pass of Hyperscan, and PCRE2 where that is not
// exact. It knows no advice and no explanation, and writes one short line per registration, the same as the workload's
// reference.mjs.
//
// usage: floor RULES.json REGISTRATIONS.ndjson OUTPUT
#define PCRE2_CODE_UNIT_WIDTH 8
#include <hs/hs.h>
#include <pcre2.h>
#include <simdjson.h>
#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using std::string_view;

[[noreturn]] static void
die (const char *what)
{
	fprintf (stderr, "floor: %s\n", what);
	exit (1);
}

// ---- words of the rules, found by length and their first bytes ----

class Words {
public:
	int add (string_view word)
	{
		int known = find (word);
		if (known >= 0)
			return known;
		words.emplace_back (word);
		int id = (int)words.size () - 1;
		unsigned at = hash (word);
		while (slots[at] >= 0)
			at = (at + 1) % SLOTS;
		slots[at] = id;
		return id;
	}
	int find (string_view word) const
	{
		for (unsigned at = hash (word); slots[at] >= 0; at = (at + 1) % SLOTS)
			if (words[slots[at]] == word)
				return slots[at];
		return -1;
	}
	size_t size () const { return words.size (); }
	const std::string &operator[] (size_t i) const { return words[i]; }
	Words () { std::fill (slots, slots + SLOTS, -1); }

private:
	static constexpr unsigned SLOTS = 256;
	int slots[SLOTS];
	std::vector<std::string> words;
	static unsigned hash (string_view word)
	{
		uint64_t bytes = 0;
		memcpy (&bytes, word.data (), std::min (word.size (), sizeof bytes));
		return (unsigned)(((bytes ^ word.size () ^ (uint8_t)word.back ()) * 0x9e3779b97f4a7c15u) >> 56) % SLOTS;
	}
};

// ---- days ----

static int
days_of (int y, int m, int d)
{
	y -= m <= 2;
	int era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy;
}

static int two (const char *at) { return (at[0] - '0') * 10 + at[1] - '0'; }

struct Date {
	int y, m, d;
	explicit Date (string_view text) : y (two (&text[0]) * 100 + two (&text[2])), m (two (&text[5])), d (two (&text[8])) {}
	int days () const { return days_of (y, m, d); }
	// ordered like days, without a calendar
	int key () const { return (y * 16 + m) * 32 + d; }
	Date minus_months (int months) const
	{
		static const int longest[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
		Date then = *this;
		int all = y * 12 + m - 1 - months;
		then.y = all / 12;
		then.m = all % 12 + 1;
		bool leap = (then.y % 4 == 0 && then.y % 100 != 0) || then.y % 400 == 0;
		then.d = std::min (d, longest[then.m - 1] + (then.m == 2 && leap));
		return then;
	}
};

// ---- rules ----

struct Criterion {
	std::string id, party;
	int complex, pad, weight;
};

struct Recent {
	int kind, months, feature;
};

struct Rules {
	std::vector<Criterion> criteria;
	std::vector<std::string> parties, texts;
	std::vector<int> party_of; // by criterion
	int t1, t2, t3, t4;
	// a structured criterion: lo <= features[feature] <= hi
	std::vector<int> feature, lo, hi, structured;
	// a text one: of all, is it decided by Hyperscan alone in ASCII?
	std::vector<int> text;
	std::vector<std::string> hyperscan, exact;
	std::vector<bool> confirm;
	Words domains, kinds, people, landlords, measures, places;
	std::vector<Recent> recent;
	std::vector<std::pair<int, std::vector<int>>> registrars; // feature, who
	std::map<std::string, int> features;
	int feature_of (const std::string &name) { return features.emplace (name, (int)features.size ()).first->second; }
};

enum { AGE, PLACE, DISTINCT, FAILED, LANDLORD, LOAD, DETAINED, RELEASED, N_FIXED };
static const int BY_LEVEL = 8, BY_AGE = 32, MOST_PARTIES = 64;

static void
add_structured (Rules &rules, int criterion, const std::string &op, simdjson::dom::element args)
{
	auto number = [&] (const char *key) { return (int)(int64_t)args[key]; };
	auto word = [&] (const char *key) { return std::string (string_view (args[key])); };
	int feature = 0, lo = 0, hi = INT_MAX;
	if (op == "age_range") {
		feature = AGE, lo = number ("lo"), hi = number ("hi");
	} else if (op == "municipality") {
		feature = PLACE, lo = hi = rules.places.add (word ("v"));
	} else if (op == "level_count") {
		feature = rules.feature_of ("level " + std::to_string (number ("k"))), lo = number ("n");
	} else if (op == "distinct_domains") {
		feature = DISTINCT, lo = number ("n");
	} else if (op == "domain_level") {
		feature = rules.feature_of ("domain " + std::to_string (rules.domains.add (word ("d"))));
		lo = INT_MIN, hi = number ("k");
	} else if (op == "incidents_recent") {
		int kind = rules.kinds.add (word ("k")), months = number ("m");
		feature = rules.feature_of ("recent " + std::to_string (kind) + " " + std::to_string (months)), lo = number ("n");
		auto is_known = [&] (const Recent &one) { return one.feature == feature; };
		if (std::none_of (rules.recent.begin (), rules.recent.end (), is_known))
			rules.recent.push_back ({kind, months, feature});
	} else if (op == "stalled") {
		feature = rules.feature_of ("stalled " + std::to_string (rules.people.add (word ("p")))), lo = 1;
	} else if (op == "efforts_failed") {
		feature = FAILED, lo = number ("n");
	} else if (op == "landlord") {
		feature = LANDLORD, lo = hi = rules.landlords.add (word ("v"));
	} else if (op == "measure") {
		feature = rules.feature_of ("measure " + std::to_string (rules.measures.add (word ("v")))), lo = 1;
	} else if (op == "children") {
		feature = rules.feature_of ("children " + std::to_string (number ("a"))), lo = number ("n");
	} else if (op == "registered_by") {
		std::vector<int> who;
		for (auto one : args["l"])
			who.push_back (rules.people.add (string_view (one)));
		feature = rules.feature_of ("registered " + std::to_string (criterion)), lo = 1;
		rules.registrars.push_back ({feature, who});
	} else if (op == "load_sum") {
		feature = LOAD, lo = number ("n");
	} else if (op == "detention" && word ("s") == "detained") {
		feature = DETAINED, lo = INT_MIN, hi = number ("d");
	} else if (op == "detention") {
		feature = rules.feature_of ("released " + word ("s")), lo = -number ("d");
	} else {
		die ("an unknown kind of criterion");
	}
	rules.structured.push_back (criterion);
	rules.feature.push_back (feature);
	rules.lo.push_back (lo);
	rules.hi.push_back (hi);
}

static Rules
read_rules (const char *path)
{
	Rules rules;
	for (int i = 0; i < N_FIXED; i++)
		rules.feature_of ("fixed " + std::to_string (i));
	simdjson::dom::parser parser;
	simdjson::dom::element document = parser.load (path);
	for (auto party : document["parties"])
		rules.parties.emplace_back (string_view (party));
	if (rules.parties.size () > MOST_PARTIES)
		die ("too many parties");
	auto t = document["thresholds"];
	rules.t1 = (int)(int64_t)t["T1"];
	rules.t2 = (int)(int64_t)t["T2"];
	rules.t3 = (int)(int64_t)t["T3"];
	rules.t4 = (int)(int64_t)t["T4"];
	int n = 0;
	for (auto c : document["criteria"]) {
		std::string party{string_view (c["party"])};
		rules.criteria.push_back ({std::string (string_view (c["id"])), party, (int)(int64_t)c["approach"]["complex"],
					   (int)(int64_t)c["approach"]["pad"], (int)(int64_t)c["weight"]});
		auto at = std::find (rules.parties.begin (), rules.parties.end (), party);
		rules.party_of.push_back ((int)(at - rules.parties.begin ()));
		if (string_view (c["kind"]) == "text") {
			rules.text.push_back (n);
			rules.hyperscan.emplace_back (string_view (c["forms"]["hs"]));
			rules.exact.emplace_back (string_view (c["pattern"]));
			rules.confirm.push_back (bool (c["forms"]["confirm"]));
		} else {
			add_structured (rules, n, std::string (string_view (c["op"])), c["args"]);
		}
		n++;
	}
	return rules;
}

// ---- texts ----

class Texts {
public:
	explicit Texts (const Rules &rules) : rules (rules)
	{
		unsigned n = (unsigned)rules.text.size ();
		if (n == 0)
			return;
		std::vector<const char *> patterns;
		std::vector<unsigned> flags (n, HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH), ids;
		for (unsigned i = 0; i < n; i++) {
			patterns.push_back (rules.hyperscan[i].c_str ());
			ids.push_back (i);
			int error;
			PCRE2_SIZE at;
			const std::string &exact = rules.exact[i];
			pcre2_code *one = pcre2_compile ((PCRE2_SPTR)exact.data (), exact.size (),
							 PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &at, nullptr);
			if (one == nullptr || pcre2_jit_compile (one, PCRE2_JIT_COMPLETE) != 0)
				die ("a pattern that PCRE2 does not know");
			codes.push_back (one);
		}
		hs_compile_error_t *error;
		if (hs_compile_multi (patterns.data (), flags.data (), ids.data (), n, HS_MODE_BLOCK, nullptr, &database,
				      &error) != HS_SUCCESS)
			die (error->message);
		if (hs_alloc_scratch (database, &scratch) != HS_SUCCESS)
			die ("no memory");
		data = pcre2_match_data_create (1, nullptr);
	}
	// marks the text criteria that are met
	void mark (string_view text, uint8_t *fired)
	{
		if (database == nullptr)
			return;
		hits.clear ();
		hs_scan (database, text.data (), (unsigned)text.size (), 0, scratch, note, this);
		bool ascii = is_ascii (text);
		for (unsigned hit : hits)
			fired[rules.text[hit]] = (ascii && !rules.confirm[hit]) || is_there (hit, text);
	}

private:
	const Rules &rules;
	std::vector<pcre2_code *> codes;
	std::vector<unsigned> hits;
	hs_database_t *database = nullptr;
	hs_scratch_t *scratch = nullptr;
	pcre2_match_data *data = nullptr;
	static int note (unsigned id, unsigned long long, unsigned long long, unsigned, void *self)
	{
		((Texts *)self)->hits.push_back (id);
		return 0;
	}
	bool is_there (unsigned hit, string_view text)
	{
		return pcre2_jit_match (codes[hit], (PCRE2_SPTR)text.data (), text.size (), 0, PCRE2_NO_UTF_CHECK, data,
					nullptr) >= 0;
	}
	static bool is_ascii (string_view text)
	{
		uint64_t all = 0, eight;
		size_t i = 0;
		for (; i + 8 <= text.size (); i += 8) {
			memcpy (&eight, &text[i], 8);
			all |= eight;
		}
		for (; i < text.size (); i++)
			all |= (uint8_t)text[i];
		return (all & 0x8080808080808080u) == 0;
	}
};

// ---- one registration ----

class Floor {
public:
	explicit Floor (Rules &rules) : rules (rules), texts (rules), met (rules.structured.size ())
	{
		auto by = [&] (const char *name, int i) {
			auto found = rules.features.find (std::string (name) + std::to_string (i));
			return found == rules.features.end () ? -1 : found->second;
		};
		for (int i = 0; i < BY_LEVEL; i++)
			level[i] = by ("level ", i);
		for (int i = 0; i < BY_AGE; i++)
			children[i] = by ("children ", i);
		for (size_t i = 0; i < rules.people.size (); i++)
			stalled.push_back (by ("stalled ", (int)i));
		for (size_t i = 0; i < rules.measures.size (); i++)
			measure.push_back (by ("measure ", (int)i));
		for (size_t i = 0; i < rules.domains.size (); i++)
			domain.push_back (by ("domain ", (int)i));
		of_kind.resize (rules.kinds.size ());
		for (size_t i = 0; i < rules.recent.size (); i++)
			of_kind[rules.recent[i].kind].push_back ((int)i);
		for (auto &one : rules.registrars)
			for (int who : one.second)
				registers.emplace (who, one.first);
		for (auto &one : rules.features)
			if (one.first.rfind ("released ", 0) == 0)
				releases.emplace_back (one.first.substr (9), one.second);
		blank.assign (rules.features.size (), 0);
		blank[PLACE] = blank[LANDLORD] = -1;
		blank[DETAINED] = INT_MAX;
		for (int feature : domain)
			if (feature >= 0)
				blank[feature] = INT_MAX;
		for (auto &one : releases)
			blank[one.second] = INT_MIN;
		features = blank;
		fired.resize (rules.criteria.size () + 1);
	}
	void weigh (simdjson::ondemand::document &document, std::string &out)
	{
		std::copy (blank.begin (), blank.end (), features.begin ());
		problems.clear ();
		received.clear ();
		narrative = string_view ();
		read (document);
		compare ();
		texts.mark (narrative, fired.data ());
		tell (out);
	}

private:
	Rules &rules;
	Texts texts;
	std::vector<int> features, blank, stalled, measure, domain, met;
	std::vector<std::vector<int>> of_kind;
	std::multimap<int, int> registers;
	std::vector<std::pair<std::string, int>> releases;
	std::vector<uint8_t> fired;
	std::vector<int> problems, cutoffs;
	int level[BY_LEVEL], children[BY_AGE];
	std::string_view id, narrative;
	std::string received;

	using Value = simdjson::ondemand::value;
	static string_view text (Value value) { return value.get_string (); }

	void read (simdjson::ondemand::document &document)
	{
		for (auto field : document.get_object ()) {
			auto key = field.key ().value ();
			Value value = field.value ();
			if (key == "id")
				id = text (value);
			else if (key == "received")
				begin (text (value));
			else if (key == "registered_by")
				registered (text (value));
			else if (key == "narrative" && !rules.text.empty ())
				narrative = text (value);
			else if (key == "person")
				read_person (value);
			else if (key == "household")
				read_household (value);
			else if (key == "problems")
				read_problems (value);
			else if (key == "incidents")
				read_incidents (value);
			else if (key == "involved")
				read_involved (value);
			else if (key == "efforts")
				read_efforts (value);
		}
		std::sort (problems.begin (), problems.end ());
		features[DISTINCT] = (int)(std::unique (problems.begin (), problems.end ()) - problems.begin ());
	}
	void begin (string_view date)
	{
		received = date;
		cutoffs.clear ();
		for (auto &one : rules.recent)
			cutoffs.push_back (Date (date).minus_months (one.months).key ());
	}
	void registered (string_view who)
	{
		auto range = registers.equal_range (rules.people.find (who));
		for (auto one = range.first; one != range.second; ++one)
			features[one->second] = 1;
	}
	void read_person (Value person)
	{
		for (auto field : person.get_object ()) {
			auto key = field.key ().value ();
			Value value = field.value ();
			if (key == "age")
				features[AGE] = (int)int64_t (value.get_int64 ());
			else if (key == "municipality")
				features[PLACE] = rules.places.find (text (value));
			else if (key == "housing")
				read_housing (value);
			else if (key == "detention")
				read_detention (value);
			else if (key == "measures")
				read_measures (value);
		}
	}
	void read_housing (Value housing)
	{
		for (auto field : housing.get_object ()) {
			auto key = field.key ().value ();
			Value value = field.value ();
			if (key == "landlord")
				features[LANDLORD] = rules.landlords.find (text (value));
		}
	}
	void read_detention (Value detention)
	{
		string_view status, release;
		for (auto field : detention.get_object ()) {
			auto key = field.key ().value ();
			Value value = field.value ();
			if (key == "status")
				status = text (value);
			else if (key == "release")
				release = text (value);
		}
		if (release.empty ())
			return;
		int in_days = Date (release).days () - Date (received).days ();
		if (status == "detained")
			features[DETAINED] = in_days;
		for (auto &one : releases)
			if (status == one.first)
				features[one.second] = in_days;
	}
	void read_measures (Value measures)
	{
		for (auto item : measures.get_array ())
			for (auto field : item.get_object ()) {
				auto key = field.key ().value ();
				Value value = field.value ();
				if (key != "kind")
					continue;
				int which = rules.measures.find (text (value));
				if (which >= 0 && measure[which] >= 0)
					features[measure[which]] = 1;
			}
	}
	void read_household (Value household)
	{
		for (auto field : household.get_object ()) {
			auto key = field.key ().value ();
			Value value = field.value ();
			if (key != "children")
				continue;
			for (auto child : value.get_array ())
				for (auto of_child : child.get_object ()) {
					auto name = of_child.key ().value ();
					Value told = of_child.value ();
					if (name == "age")
						count_child ((int)int64_t (told.get_int64 ()));
				}
		}
	}
	void count_child (int age)
	{
		for (int i = 0; i < BY_AGE; i++)
			if (children[i] >= 0)
				features[children[i]] += age < i;
	}
	void read_problems (Value list)
	{
		for (auto item : list.get_array ()) {
			int of = -1, degree = 0, unknown = -1;
			for (auto field : item.get_object ()) {
				auto key = field.key ().value ();
				Value value = field.value ();
				if (key == "domain") {
					string_view name = text (value);
					of = rules.domains.find (name);
					if (of < 0)
						unknown = rules.domains.add (name);
				} else if (key == "level") {
					degree = (int)int64_t (value.get_int64 ());
				}
			}
			count_problem (of >= 0 ? of : unknown, degree);
		}
	}
	void count_problem (int of, int degree)
	{
		problems.push_back (of);
		features[LOAD] += 6 - degree;
		for (int i = degree; i < BY_LEVEL; i++)
			if (level[i] >= 0)
				features[level[i]]++;
		if (of < (int)domain.size () && domain[of] >= 0)
			features[domain[of]] = std::min (features[domain[of]], degree);
	}
	void read_incidents (Value list)
	{
		for (auto item : list.get_array ()) {
			int kind = -1, when = 0;
			for (auto field : item.get_object ()) {
				auto key = field.key ().value ();
				Value value = field.value ();
				if (key == "kind")
					kind = rules.kinds.find (text (value));
				else if (key == "date")
					when = Date (text (value)).key ();
			}
			if (kind < 0)
				continue;
			for (int i : of_kind[kind])
				features[rules.recent[i].feature] += when >= cutoffs[i];
		}
	}
	void read_involved (Value list)
	{
		for (auto item : list.get_array ()) {
			int who = -1;
			bool is_stalled = false;
			for (auto field : item.get_object ()) {
				auto key = field.key ().value ();
				Value value = field.value ();
				if (key == "party")
					who = rules.people.find (text (value));
				else if (key == "status")
					is_stalled = text (value) == "stalled";
			}
			if (is_stalled && who >= 0 && stalled[who] >= 0)
				features[stalled[who]] = 1;
		}
	}
	void read_efforts (Value list)
	{
		for (auto item : list.get_array ())
			for (auto field : item.get_object ()) {
				auto key = field.key ().value ();
				Value value = field.value ();
				if (key == "outcome")
					features[FAILED] += text (value) == "failed";
			}
	}
	void compare ()
	{
		size_t n = rules.structured.size ();
		std::fill (fired.begin (), fired.end (), 0);
		for (size_t i = 0; i < n; i++) {
			int value = features[rules.feature[i]];
			met[i] = (value >= rules.lo[i]) & (value <= rules.hi[i]);
		}
		for (size_t i = 0; i < n; i++)
			fired[rules.structured[i]] = (uint8_t)met[i];
	}
	const char *route (int complex, int pad) const
	{
		int age = features[AGE];
		if (pad >= rules.t1 && age >= 12 && age <= 27)
			return "pad";
		return complex >= rules.t2 ? "complex" : complex >= rules.t3 ? "up" : "none";
	}
	void tell (std::string &out)
	{
		int complex = 0, pad = 0, points[MOST_PARTIES] = {0}, order[MOST_PARTIES], n_order = 0;
		std::string met_ids;
		for (size_t i = 0; i < rules.criteria.size (); i++) {
			if (!fired[i])
				continue;
			complex += rules.criteria[i].complex;
			pad += rules.criteria[i].pad;
			points[rules.party_of[i]] += rules.criteria[i].weight;
			met_ids += met_ids.empty () ? "\"" : ",\"";
			met_ids += rules.criteria[i].id;
			met_ids += '"';
		}
		for (int i = 0; i < (int)rules.parties.size (); i++)
			if (points[i] >= rules.t4)
				order[n_order++] = i;
		std::sort (order, order + n_order, [&] (int a, int b) {
			return points[a] != points[b] ? points[a] > points[b] : rules.parties[a] < rules.parties[b];
		});
		out += "{\"id\":\"";
		out += id;
		out += "\",\"scores\":{\"complex\":" + std::to_string (complex) + ",\"pad\":" + std::to_string (pad);
		out += "},\"routing\":\"";
		out += route (complex, pad);
		out += "\",\"participants\":[";
		for (int i = 0; i < n_order; i++) {
			out += i > 0 ? ",\"" : "\"";
			out += rules.parties[order[i]];
			out += '"';
		}
		out += "],\"fired\":[";
		out += met_ids;
		out += "]}\n";
	}
};

static const size_t LONGEST = 1 << 16;

int
main (int argc, char **argv)
{
	if (argc != 4)
		die ("usage: floor RULES.json REGISTRATIONS.ndjson OUTPUT");
	Rules rules = read_rules (argv[1]);
	Floor floor (rules);
	FILE *input = fopen (argv[2], "r"), *file = fopen (argv[3], "w");
	if (input == nullptr || file == nullptr)
		die ("a file that cannot be opened");
	simdjson::ondemand::parser parser;
	std::string out;
	// a part of the file that stays near, and what a value may be read beyond its end
	std::vector<char> part (LONGEST + simdjson::SIMDJSON_PADDING);
	size_t kept = 0, length;
	while ((length = kept + fread (&part[kept], 1, LONGEST - kept, input)) > 0) {
		const char *at = part.data (), *end = at + length, *line_end;
		for (; (line_end = (const char *)memchr (at, '\n', (size_t)(end - at))) != nullptr; at = line_end + 1) {
			size_t room = (size_t)(part.data () + part.size () - at);
			auto document =
			    parser.iterate (simdjson::padded_string_view (at, (size_t)(line_end - at), room));
			floor.weigh (document.value (), out);
		}
		if (at == part.data ())
			die ("a line that is too long, or has no end");
		kept = (size_t)(end - at);
		memmove (part.data (), at, kept);
		fwrite (out.data (), 1, out.size (), file);
		out.clear ();
	}
	return fclose (file) == 0 ? 0 : 1;
}
