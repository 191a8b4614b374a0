/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorPlace:
 * @PROCTOR_PLACE_TESTS: the library of tests
 * @PROCTOR_PLACE_RUNS: what was run
 * @PROCTOR_PLACE_AGENTS: what is tested
 *
 * Where in the window one is: a row of the sidebar. The nicks are what settings and actions keep.
 */
typedef enum
{
  PROCTOR_PLACE_TESTS,
  PROCTOR_PLACE_RUNS,
  PROCTOR_PLACE_AGENTS,
} ProctorPlace;

const char *proctor_place_get_nick (ProctorPlace place);
ProctorPlace proctor_place_from_nick (const char *nick);

G_END_DECLS
