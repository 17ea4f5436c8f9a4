namespace GenNet.Contracts;

/// <summary>One thing that can be done about a change.</summary>
/// <param name="Action">What to do: <c>undo it</c>.</param>
/// <param name="Effect">What files saved before then do; null if they load as ever.</param>
public sealed record WayOut(string Action, string? Effect = null)
{
    /// <inheritdoc/>
    public override string ToString() => Effect is null ? Action : $"{Action}: {Effect}";
}
