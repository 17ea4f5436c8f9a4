using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Analyzers.Usage;

/// <summary>Memory that a variable may have borrowed on some way through the code.</summary>
/// <param name="Instance">Which instance lent it.</param>
/// <param name="Overwritten">The later <c>Predict</c> that used the memory again; null if none did.</param>
/// <param name="Conditions">What held on that way: another way, on which one of these doesn't hold, isn't it.</param>
internal sealed record Borrow(object Instance, SyntaxNode? Overwritten, ImmutableSortedDictionary<string, bool> Conditions)
{
    public bool Equals(Borrow? other) => other is not null && Instance.Equals(other.Instance) && Overwritten == other.Overwritten
        && Conditions.Count == other.Conditions.Count && Conditions.SequenceEqual(other.Conditions);

    public override int GetHashCode() => Instance.GetHashCode() ^ (Overwritten?.GetHashCode() ?? 0) ^ Conditions.Count;
}

/// <summary>A read of memory that was used again.</summary>
/// <param name="Where">What is read.</param>
/// <param name="Overwritten">The <c>Predict</c> that used the memory again.</param>
internal sealed record OverwrittenRead(SyntaxNode Where, SyntaxNode Overwritten);
