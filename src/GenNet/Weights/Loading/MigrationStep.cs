using System.Globalization;
using System.Text;

namespace GenNet;

/// <summary>A step of a load on its way from an older version of the weight contract to the class.</summary>
/// <param name="From">The version that it began with; 0 where the file doesn't tell, and names decided alone.</param>
/// <param name="To">The version that it led to; 0 for the class, where no version of the contract is the class as it stands.</param>
/// <param name="Method">The migration, <c>DigitNet.Upgrade</c>; null where names and shapes decided.</param>
/// <param name="Changes">What became of layers: <c>body was called 'hidden'</c>, <c>output begins anew</c>.</param>
public sealed record MigrationStep(int From, int To, string? Method, IReadOnlyList<string> Changes)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(From == 0 ? "an earlier version" : $"version {From.ToString(CultureInfo.InvariantCulture)}");
        text.Append(To == 0 ? " → the class" : $" → version {To.ToString(CultureInfo.InvariantCulture)}");
        if (Method is not null)
            text.Append(", by ").Append(Method);
        if (Changes.Count > 0)
            text.Append(": ").AppendJoin("; ", Changes);
        return text.ToString();
    }
}
