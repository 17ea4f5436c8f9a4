using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>
/// What is known at one place of a body: which instance each variable or field holds, what borrowed memory each variable may hold, and
/// which conditions hold. Where ways meet, instances that differ are unknown, and borrowed memory of both ways is kept.
/// </summary>
/// <param name="IsKnown">Whether what isn't listed holds what it held at the beginning; else nothing is known of it.</param>
/// <param name="Instances">Instances by variable; null where unknown.</param>
/// <param name="Borrows">Borrowed memory by variable.</param>
/// <param name="Conditions">Conditions that hold, by their text.</param>
internal sealed record BorrowState(
    bool IsKnown,
    ImmutableDictionary<object, object?> Instances,
    ImmutableDictionary<object, ImmutableHashSet<Borrow>> Borrows,
    ImmutableSortedDictionary<string, bool> Conditions)
{
    private const int MostBorrows = 16;

    /// <summary>The beginning of a body.</summary>
    public static BorrowState Start { get; } = new(
        true, ImmutableDictionary<object, object?>.Empty, ImmutableDictionary<object, ImmutableHashSet<Borrow>>.Empty,
        ImmutableSortedDictionary.Create<string, bool>(StringComparer.Ordinal));

    /// <summary>A place that is reached by exceptions, from anywhere.</summary>
    public static BorrowState Unknown { get; } = Start with { IsKnown = false };

    /// <summary>The instance that <paramref name="variable"/> holds; null if it isn't known.</summary>
    public object? InstanceIn(object variable) => Instances.TryGetValue(variable, out var instance) ? instance : IsKnown ? variable : null;

    /// <summary>What <paramref name="variable"/> may have borrowed.</summary>
    public ImmutableHashSet<Borrow> BorrowedBy(object variable) => Borrows.TryGetValue(variable, out var borrows) ? borrows : [];

    /// <summary>The state after an assignment of what has borrowed <paramref name="borrows"/>.</summary>
    public BorrowState Assign(object variable, ImmutableHashSet<Borrow> borrows)
    {
        var state = Forget(variable);
        return state with
        {
            Borrows = borrows.IsEmpty || borrows.Count > MostBorrows ? state.Borrows.Remove(variable) : state.Borrows.SetItem(variable, borrows),
        };
    }

    /// <summary>The state once <paramref name="variable"/> holds <paramref name="instance"/>, or an unknown one.</summary>
    public BorrowState Hold(object variable, object? instance) => this with { Instances = Instances.SetItem(variable, instance) };

    /// <summary>The state once <paramref name="instance"/> has predicted again.</summary>
    public BorrowState Overwrite(object instance, SyntaxNode predict) => this with
    {
        Borrows = Map(borrow => Overwrite(borrow, instance, predict)),
    };

    /// <summary><paramref name="borrow"/> once <paramref name="instance"/> has predicted again.</summary>
    public Borrow Overwrite(Borrow borrow, object instance, SyntaxNode predict) => borrow.Overwritten is null && borrow.Instance.Equals(instance)
        ? borrow with { Overwritten = predict, Conditions = borrow.Conditions.SetItems(Conditions) }
        : borrow;

    /// <summary>The state before an expression gives another instance than it gave the last time.</summary>
    public BorrowState Retire(object instance) => this with
    {
        Instances = Instances.SetItems(Instances.Where(i => instance.Equals(i.Value)).Select(static i => new KeyValuePair<object, object?>(i.Key, null))),
        Borrows = Map(borrow => instance.Equals(borrow.Instance) ? null : borrow),
    };

    /// <summary>The state on the way on which <paramref name="condition"/> is <paramref name="value"/>.</summary>
    public BorrowState When(string condition, bool value) => this with
    {
        Conditions = Conditions.SetItem(condition, value),
        Borrows = Map(borrow => borrow.Conditions.TryGetValue(condition, out var held) && held != value ? null : borrow),
    };

    /// <summary>What holds on both ways.</summary>
    public BorrowState Join(BorrowState other)
    {
        var instances = Instances.ToBuilder();
        foreach (var variable in Instances.Keys.Concat(other.Instances.Keys))
        {
            if (!Equals(InstanceIn(variable), other.InstanceIn(variable)))
                instances[variable] = null;
            else if (!(IsKnown && other.IsKnown))
                instances[variable] = InstanceIn(variable);
        }
        var borrows = Borrows.ToBuilder();
        foreach (var variable in other.Borrows)
            borrows[variable.Key] = BorrowedBy(variable.Key).Union(variable.Value);
        return new(
            IsKnown && other.IsKnown,
            instances.ToImmutable(),
            borrows.ToImmutable(),
            Conditions.RemoveRange(Conditions.Where(c => !other.Conditions.TryGetValue(c.Key, out var value) || value != c.Value).Select(static c => c.Key)));
    }

    /// <summary>Whether both say the same.</summary>
    public bool Agrees(BorrowState other) =>
        IsKnown == other.IsKnown
        && Instances.Count == other.Instances.Count
        && Instances.All(i => other.Instances.TryGetValue(i.Key, out var instance) && Equals(instance, i.Value))
        && Borrows.Count == other.Borrows.Count
        && Borrows.All(b => other.BorrowedBy(b.Key).SetEquals(b.Value))
        && Conditions.SequenceEqual(other.Conditions);

    // A condition on a variable says nothing any more once that is assigned.
    private BorrowState Forget(object variable)
    {
        if (variable is not ISymbol symbol || (Conditions.IsEmpty && Borrows.IsEmpty))
            return this;
        bool Names(string condition) => ConditionText.Names(condition, symbol);
        return this with
        {
            Conditions = Conditions.RemoveRange(Conditions.Keys.Where(Names)),
            Borrows = Map(borrow => borrow.Conditions.Keys.Any(Names) ? borrow with { Conditions = borrow.Conditions.RemoveRange(borrow.Conditions.Keys.Where(Names)) } : borrow),
        };
    }

    private ImmutableDictionary<object, ImmutableHashSet<Borrow>> Map(Func<Borrow, Borrow?> change) => Borrows
        .Select(b => (b.Key, Borrows: b.Value.Select(change).OfType<Borrow>().ToImmutableHashSet()))
        .Where(static b => !b.Borrows.IsEmpty)
        .ToImmutableDictionary(static b => b.Key, static b => b.Borrows, Borrows.KeyComparer);
}
