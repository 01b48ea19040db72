#pragma once
// Every kind of thing a model holds, in the order of data/metamodel.txt, and three of our own: a run of text, a
// reference that stands as an element, and what other namespaces brought.

#include <cstdint>
#include <string_view>

namespace bpmn {

// clang-format off
#define BPMN_TYPES(X) \
    X(base_element) X(documentation) X(extension_elements) X(definitions) X(import) X(extension) X(relationship) \
    X(root_element) X(category) X(category_value) X(correlation_property) \
    X(correlation_property_retrieval_expression) X(correlation_key) X(correlation_subscription) \
    X(correlation_property_binding) X(end_point) X(error) X(escalation) X(interface) X(operation) \
    X(item_definition) X(message) X(partner_entity) X(partner_role) X(resource) X(resource_parameter) X(signal) \
    X(data_store) X(expression) X(formal_expression) X(callable_element) X(input_output_binding) X(process) \
    X(global_task) X(global_business_rule_task) X(global_manual_task) X(global_script_task) X(global_user_task) \
    X(auditing) X(monitoring) X(rendering) X(script) X(text) X(lane_set) X(lane) X(resource_role) \
    X(resource_parameter_binding) X(resource_assignment_expression) X(performer) X(human_performer) \
    X(potential_owner) X(data_state) X(input_output_specification) X(data_input) X(data_output) X(input_set) \
    X(output_set) X(property) X(data_association) X(data_input_association) X(data_output_association) \
    X(assignment) X(flow_element) X(sequence_flow) X(data_object) X(data_object_reference) X(data_store_reference) \
    X(flow_node) X(activity) X(task) X(business_rule_task) X(manual_task) X(receive_task) X(script_task) \
    X(send_task) X(service_task) X(user_task) X(call_activity) X(sub_process) X(ad_hoc_sub_process) X(transaction) \
    X(loop_characteristics) X(standard_loop_characteristics) X(multi_instance_loop_characteristics) \
    X(complex_behavior_definition) X(gateway) X(complex_gateway) X(event_based_gateway) X(exclusive_gateway) \
    X(inclusive_gateway) X(parallel_gateway) X(event) X(catch_event) X(start_event) X(intermediate_catch_event) \
    X(boundary_event) X(throw_event) X(end_event) X(intermediate_throw_event) X(implicit_throw_event) \
    X(event_definition) X(cancel_event_definition) X(compensate_event_definition) X(conditional_event_definition) \
    X(error_event_definition) X(escalation_event_definition) X(link_event_definition) X(message_event_definition) \
    X(signal_event_definition) X(terminate_event_definition) X(timer_event_definition) X(artifact) X(association) \
    X(group) X(text_annotation) X(collaboration) X(choreography) X(global_choreography_task) X(global_conversation) \
    X(participant) X(participant_multiplicity) X(participant_association) X(message_flow) \
    X(message_flow_association) X(conversation_node) X(conversation) X(sub_conversation) X(call_conversation) \
    X(conversation_association) X(conversation_link) X(choreography_activity) X(choreography_task) \
    X(sub_choreography) X(call_choreography) X(bpmn_diagram) X(diagram_element) X(bpmn_plane) X(bpmn_shape) \
    X(bpmn_edge) X(bpmn_label) X(bpmn_label_style) X(bounds) X(point) X(font) X(di_extension)  // clang-format on

enum class Type : std::uint8_t {
    /// No type: what a lookup gives when there is none.
    none,
    /// A run of text inside mixed content.
    words,
    /// An element that holds a reference and nothing else: `<incoming>flow</incoming>`.
    reference,
    /// An element of another namespace, kept as it is, or one of BPMN's that the standard does not know.
    foreign,
#define BPMN_TYPE(name) name,
    BPMN_TYPES(BPMN_TYPE)
#undef BPMN_TYPE
};

/// As the standard writes it: `SequenceFlow`.
std::string_view name_of(Type);
/// Whether everything of the first type is also of the second: is_a(user_task, activity).
bool is_a(Type, Type base);

}  // namespace bpmn
