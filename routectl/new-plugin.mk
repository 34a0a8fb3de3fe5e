# The plugin of example: make, make check, make install.
ROUTECTL ?= routectl
CFLAGS ?= -O2 -g -Wall -Wextra
CPPFLAGS += $(shell pkg-config --silence-errors --cflags libroute)
plugindir ?= $(shell pkg-config --silence-errors --variable=plugindir libroute)
mandir ?= /usr/local/share/man
PLUGIN_FLAGS = -std=gnu17 -fPIC -fvisibility=hidden -shared -Wl,-z,defs -Wl,-z,nodelete

all: example.so example.7

example.so: example.c
	$(CC) $(CPPFLAGS) $(CFLAGS) $(PLUGIN_FLAGS) $(LDFLAGS) -o $@.new $< && mv $@.new $@

# the manual page says what the plugin says of itself
example.7: example.so
	$(ROUTECTL) plugins inspect --format=man $< >$@.new && mv $@.new $@

# the conformance kit with the cases in tests/, and the plugin in use (with Debian's package check)
check: all $(if $(shell pkg-config --exists check libroute && echo yes),tests/test-plugin)
	$(ROUTECTL) plugins check example.so tests
	test ! -x tests/test-plugin || tests/test-plugin

tests/test-plugin: tests/test-plugin.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -std=gnu17 -o $@ $< $(shell pkg-config --silence-errors --cflags --libs libroute check)

install: all
	install -D -m 755 example.so $(DESTDIR)$(plugindir)/example.so
	install -D -m 644 example.7 $(DESTDIR)$(mandir)/man7/example.7

clean:
	rm -f example.so example.7 tests/test-plugin

.PHONY: all check install clean
