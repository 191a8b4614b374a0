/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

/**
 * ProctorRoute:
 * @method: an HTTP method
 * @path: a path, with "%" for each id
 * @handler: who answers
 *
 * What can be asked of the engine.
 */
typedef struct
{
  const char *method;
  const char *path;
  ProctorCallHandler handler;
} ProctorRoute;

const ProctorRoute *proctor_routes_find (const char *method,
                                         const char *path,
                                         char ***ids,
                                         gboolean *wrong_method);

G_END_DECLS
