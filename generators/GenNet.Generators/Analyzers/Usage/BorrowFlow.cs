using Microsoft.CodeAnalysis.FlowAnalysis;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>Follows borrowed memory through all ways of a body until nothing new is learned.</summary>
internal static class BorrowFlow
{
    private const int MostRounds = 32;

    /// <summary>Reads of memory that a later <c>Predict</c> used again, in the order of the text; nothing for bodies too tangled to follow.</summary>
    public static IEnumerable<OverwrittenRead> ReadsOfOverwritten(ControlFlowGraph graph, CancellationToken cancellation)
    {
        var variables = new BodyVariables(graph);
        var states = new BorrowState?[graph.Blocks.Length];
        var isSettled = false;
        for (var round = 0; round < MostRounds && !isSettled; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            isSettled = !Round(graph, variables, states);
        }
        if (!isSettled)
            return [];
        var reads = new List<OverwrittenRead>();
        foreach (var block in graph.Blocks.Where(block => states[block.Ordinal] is not null))
            BorrowEvaluator.Run(block, states[block.Ordinal]!, variables, reads);
        return reads.Distinct().OrderBy(static read => read.Where.SpanStart);
    }

    private static bool Round(ControlFlowGraph graph, BodyVariables variables, BorrowState?[] states)
    {
        var changed = false;
        foreach (var block in graph.Blocks)
        {
            if (block.Kind == BasicBlockKind.Entry)
                changed |= Enter(block, BorrowState.Start, states);
            else if (IsEnteredByException(block))
                changed |= Enter(block, BorrowState.Unknown, states);
            if (states[block.Ordinal] is not { } before)
                continue;
            var after = BorrowEvaluator.Run(block, before, variables, null);
            foreach (var handler in HandlersOf(block))
                changed |= Enter(graph.Blocks[handler.FirstBlockOrdinal], after, states);
            if (block.ConditionalSuccessor?.Destination is { } conditional)
                changed |= Enter(conditional, When(block, after, block.ConditionKind == ControlFlowConditionKind.WhenTrue), states);
            if (block.FallThroughSuccessor?.Destination is { } next)
                changed |= Enter(next, block.ConditionalSuccessor is null ? after : When(block, after, block.ConditionKind != ControlFlowConditionKind.WhenTrue), states);
        }
        return changed;
    }

    // Where an exception leads to, which may come at any time, and the end of a try block with finally: what was overwritten by then is.
    private static IEnumerable<ControlFlowRegion> HandlersOf(BasicBlock block)
    {
        // A function's root lies in a region of the body around it, whose blocks are another graph's.
        for (var region = block.EnclosingRegion; region is not null && region.Kind != ControlFlowRegionKind.Root; region = region.EnclosingRegion)
        {
            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
                continue;
            foreach (var handler in whole.NestedRegions.Where(nested => nested != region))
                yield return handler;
        }
    }

    private static bool IsEnteredByException(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null && region.FirstBlockOrdinal == block.Ordinal; region = region.EnclosingRegion)
        {
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.Finally)
                return true;
        }
        return false;
    }

    private static BorrowState When(BasicBlock block, BorrowState state, bool value) =>
        block.BranchValue is { } condition && ConditionText.Of(condition, value) is { } known ? state.When(known.Text, known.Value) : state;

    private static bool Enter(BasicBlock block, BorrowState state, BorrowState?[] states)
    {
        var before = states[block.Ordinal];
        var after = before is null ? state : before.Join(state);
        states[block.Ordinal] = after;
        return before is null || !before.Agrees(after);
    }
}
