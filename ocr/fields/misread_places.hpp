// Place names in an address that were read with one character wrong or lost, told by the list of streets and
// villages: an address names city, district, street and village one after the other, so that few can stand at
// each place. Free functions; any thread.
#pragma once

#include "ocr/fields/divisions.hpp"
#include "ocr/fields/running.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docket::ocr {

struct MisreadPlace {
    std::size_t begin = 0, end = 0; // of the address
    std::u32string name; // what the list has there, as the list writes it; by one character another
};
// Of a normalised, simplified address, in its order, never overlapping. A road called after its village is
// taken with it. Where two names of the list fit alike and the reader's choices do not tell, none is given.
std::vector<MisreadPlace> misread_places(const Divisions& divisions, std::u32string_view address,
                                         const Chance& chance);

} // namespace docket::ocr
