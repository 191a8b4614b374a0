/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorEngineOptions:
 * @data: the data folder
 * @socket: (nullable): the socket, %NULL for the one that clients look for
 * @listen: (nullable): an address to listen on instead
 * @api_key_file: (nullable): a file with the key that is wanted then
 * @new_key: whether to make another key
 * @linger: for how many seconds to stay when nobody needs the engine
 * @runs: how many runs there may be at a time, 0 for as many as the settings say
 * @model_url: (nullable): where the models are
 * @model: (nullable): which of them to ask
 * @model_key_file: (nullable): a file with the key for them
 * @sample: whether to begin with the sample workspace
 * @backup: (nullable): where to write a copy to, instead of serving
 *
 * What the engine was called with.
 */
typedef struct
{
  char *data;
  char *socket;
  char *listen;
  char *api_key_file;
  gboolean new_key;
  int linger;
  int runs;
  char *model_url;
  char *model;
  char *model_key_file;
  gboolean sample;
  char *backup;
} ProctorEngineOptions;

ProctorEngineOptions *proctor_engine_options_parse (int argc,
                                                    char **argv,
                                                    int *status);
void proctor_engine_options_free (ProctorEngineOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorEngineOptions, proctor_engine_options_free)

G_END_DECLS
