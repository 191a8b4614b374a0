# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# Run by mmdebstrap, with the new root's folder as $1, when the platform's packages are in it and
# the SDK's are not. The platform is laid aside as /platform, then the SDK is made of the rest; the
# words SDK_PACKAGES, MODULE_PACKAGES and LOCALES are replaced before it is run.
set -eu

# shellcheck disable=SC2043 # it is several words by then
for locale in LOCALES; do
  chroot "$1" localedef -i "$locale" -f UTF-8 "$locale.UTF-8"
done
mkdir "$1/platform" "$1/modules"
cp -a "$1/usr" "$1/etc" "$1/platform/"
chroot "$1" env DEBIAN_FRONTEND=noninteractive apt-get install -y SDK_PACKAGES
chroot "$1" sh -c 'cd /modules && apt-get download -o APT::Sandbox::User=root MODULE_PACKAGES'
