package org.auroraml.jdbc.plan;

/**
 * A call that is a whole select item.
 *
 * @param site the call
 * @param label the label that the item needs once the call is replaced; null if it has an alias
 * @param position which column of the result it is, counted from 0; from the last one backwards, as
 *     -1, -2, …, where it stands after a {@code *}
 */
record OverlaidCall(CallSite site, String label, int position) {}
