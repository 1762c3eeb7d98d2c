#pragma once
#include <jansson.h>

/* json_decref is inline and refers to a type-dependent destructor; the kind of a value is a macro. */
static inline void rebond_json_release(json_t *value) { json_decref(value); }
static inline json_type rebond_json_kind(const json_t *value) { return json_typeof(value); }
