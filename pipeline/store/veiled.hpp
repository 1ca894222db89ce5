// A statement that reads, so that it finds nothing of what is kept from the keys of a Veil (base/veil.hpp):
// the tables it names are laid over by tables of the same name without those rows. This is the one place
// where the store keeps an informant report from the accused; whoever writes a query need not think of it,
// and cannot forget it. Pure; any thread.
#pragma once

#include "pipeline/base/veil.hpp"
#include "pipeline/store/dialect.hpp"

#include <string>
#include <string_view>

namespace docket::store {

// The values of the statement go behind those of veil_values(). Anything but a SELECT stays as it is.
bool can_be_veiled(std::string_view sql);
std::string veiled(const Dialect& dialect, std::string_view sql, const Row& values);
// As many for one person as for another, as far as may be: a text is prepared once and kept.
Row veil_values(const Veil::Keys& keys);

// Whether it was thought of what a table tells: it is laid over, or it tells nothing of any one case. A test
// asks it of every table there is.
bool veil_knows(std::string_view table);

} // namespace docket::store
