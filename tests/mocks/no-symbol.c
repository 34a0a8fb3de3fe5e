/* exports no descriptor */
extern const int something_else;
__attribute__ ((visibility ("default"))) const int something_else = 1;
