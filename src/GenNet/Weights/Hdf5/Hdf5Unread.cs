namespace GenNet.Weights.Hdf5;

/// <summary>What stands in a file and isn't read: a link that isn't followed, a committed type, a group or dataset of a kind that the source doesn't know.</summary>
/// <param name="what">What it is, as a noun: <c>a soft link to /layers/dense</c>.</param>
/// <param name="refusal">Why it isn't read, as a sentence without its full stop: <c>it is a soft link to /layers/dense, and links are not followed</c>.</param>
/// <param name="mayHideArrays">Whether arrays may lie behind it: a load that finds nothing to ask for them then counts it as unused, and a committed type not.</param>
/// <param name="link">The link that it is; null for anything else.</param>
public sealed class Hdf5Unread(string what, string refusal, bool mayHideArrays, Hdf5Link? link = null) : IHdf5Object
{
    /// <summary>What it is, as a noun.</summary>
    public string What => what;

    /// <summary>Why it isn't read, as a sentence without its full stop.</summary>
    public string Refusal => refusal;

    /// <summary>Whether arrays may lie behind it that are not listed.</summary>
    public bool MayHideArrays => mayHideArrays;

    /// <summary>The link that it is; null for anything else.</summary>
    public Hdf5Link? Link => link;

    /// <summary>None.</summary>
    public IEnumerable<string> AttributeNames => [];

    /// <summary>None.</summary>
    public Hdf5Attribute Attribute(string name) => default;
}
