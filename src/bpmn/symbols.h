#pragma once
// Inside bpmn only: the small signs of BPMN, each in a square of 16, as paths of SVG.

#include <string_view>

namespace bpmn::symbol {

// clang-format off
inline constexpr std::string_view
    envelope = "M1 3.5H15V12.5H1Z M1 3.5L8 9L15 3.5",
    envelope_back = "M1 3.5H15V12.5H1Z",
    envelope_flap = "M1 3.5L8 9L15 3.5",
    clock = "M8 .8A7.2 7.2 0 1 1 7.99 .8Z M8 3.4V8L11.2 9.4 M8 .8V2.4 M8 13.6V15.2 M.8 8H2.4 M13.6 8H15.2",
    lightning = "M2 14.5L5.6 3.5L9.4 9L13.6 1.5L10.6 12.5L6.6 7.2Z",
    escalation = "M8 1L13 14.5L8 9.5L3 14.5Z",
    cross = "M3 1.5L8 6.5L13 1.5L14.5 3L9.5 8L14.5 13L13 14.5L8 9.5L3 14.5L1.5 13L6.5 8L1.5 3Z",
    rewind = "M7.8 3V13L1 8Z M14.6 3V13L7.8 8Z",
    page = "M3 1.5H13V14.5H3Z M4.8 4.4H11.2M4.8 6.8H11.2M4.8 9.2H11.2M4.8 11.6H11.2",
    arrow = "M1 5.8H9V2.5L15 8L9 13.5V10.2H1Z",
    triangle = "M8 1.5L15 13.8H1Z",
    pentagon = "M8 1L15 6.2L12.3 14.5H3.7L1 6.2Z",
    plus = "M6.2 1.5H9.8V6.2H14.5V9.8H9.8V14.5H6.2V9.8H1.5V6.2H6.2Z",
    person = "M8 8.2A3.4 3.4 0 1 0 7.99 8.2Z M1.8 15C1.8 10.8 4.8 9.2 8 9.2C11.2 9.2 14.2 10.8 14.2 15Z",
    hand = "M1.5 8.5C3 6 5 4.4 6.8 3.2L8 4.8L5.8 7H13.6A1 1 0 0 1 13.6 9H7.5H14.2A1 1 0 0 1 14.2 11H7.5H13.5A1 1 0 0 1 13.5 13H5C3 13 1.5 11.6 1.5 10Z",
    gear = "M6.5 3.0L6.6 0.9L9.4 0.9L9.5 3.0L10.4 3.4L12.0 2.0L14.0 4.0L12.6 5.6L13.0 6.5L15.1 6.6L15.1 9.4L13.0 9.5L12.6 10.4L14.0 12.0L12.0 14.0L10.4 12.6L9.5 13.0L9.4 15.1L6.6 15.1L6.5 13.0L5.6 12.6L4.0 14.0L2.0 12.0L3.4 10.4L3.0 9.5L0.9 9.4L0.9 6.6L3.0 6.5L3.4 5.6L2.0 4.0L4.0 2.0L5.6 3.4Z M8 5.6A2.4 2.4 0 1 0 8.01 5.6Z",
    scroll = "M4.2 1.5H14C12 4 12 6 13 8C14 10 13.6 12.6 11.6 14.5H2C4 12.5 4.2 10 3.2 8C2.2 6 2.4 3.5 4.2 1.5Z M5.4 4.8H10.6M5.2 8H11M6 11.2H11.2",
    table = "M1.5 2.5H14.5V13.5H1.5Z M1.5 5.6H14.5 M1.5 9.5H14.5 M5.8 5.6V13.5",
    table_head = "M1.5 2.5H14.5V5.6H1.5Z",
    loop = "M5.2 13.6A6.2 6.2 0 1 1 10.8 13.6 M2 13.9H5.4V10.3",
    bars_upright = "M4 2V14M8 2V14M12 2V14",
    bars_flat = "M2 4H14M2 8H14M2 12H14",
    wave = "M1.5 9.8C3.4 4.6 6.4 4.9 8 8C9.6 11.1 12.6 11.4 14.5 6.2",
    collapsed = "M1.5 1.5H14.5V14.5H1.5Z M8 4V12 M4 8H12";
// clang-format on

}  // namespace bpmn::symbol
