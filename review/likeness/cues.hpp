// What a letter says of itself that no comparison sees: that it was written about before, or that what was
// written about is over and it turns to something else. Private to likeness. Pure; any thread.
#pragma once

#include <string_view>

namespace docket::review::likeness {

// Texts are folded (persons.hpp).
bool speaks_of_an_earlier_letter(std::u32string_view text); // 三月的信以后, 上次反映的
bool turns_to_something_new(std::u32string_view text);      // 已经修好, 现在是另一件事

} // namespace docket::review::likeness
