/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-region-names.h"

#include <glib/gi18n.h>

#include "proctor-connection.h"

/* What the service's regions are called by people. */
static const struct
{
  const char *id;
  const char *name;
} names[] = {
  { "global", N_ ("ElevenLabs") },
  { "us", N_ ("ElevenLabs, US") },
  { "eu-residency", N_ ("ElevenLabs, EU") },
  { "in-residency", N_ ("ElevenLabs, India") },
  { "sg-residency", N_ ("ElevenLabs, Singapore") },
};

static const char *
find_name (const ProctorRegion *region)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i].id, region->id))
        return gettext (names[i].name);
    }

  return region->id;
}

/**
 * proctor_region_names_count:
 *
 * Returns: how many regions the service has
 */
guint
proctor_region_names_count (void)
{
  guint n_regions;

  proctor_region_get_all (&n_regions);

  return n_regions;
}

/**
 * proctor_region_names_get:
 * @position: which region; the one to begin with is 0
 * @base_url: (out) (optional): where it is
 *
 * Returns: (transfer none): what people call it
 */
const char *
proctor_region_names_get (guint position,
                          const char **base_url)
{
  guint n_regions;
  const ProctorRegion *regions = proctor_region_get_all (&n_regions);

  g_return_val_if_fail (position < n_regions, NULL);

  if (base_url != NULL)
    *base_url = regions[position].base_url;

  return find_name (&regions[position]);
}

/**
 * proctor_region_names_find:
 * @base_url: where a server is
 *
 * Returns: (transfer none) (nullable): what people call the region that is there; %NULL if there is
 *   another server
 */
const char *
proctor_region_names_find (const char *base_url)
{
  const ProctorRegion *region = proctor_region_find (base_url);

  return region != NULL ? find_name (region) : NULL;
}
