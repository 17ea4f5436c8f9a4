namespace GenNet.Weights.Hdf5;

/// <summary>A name in a group that stands for a path instead of an object.</summary>
/// <param name="Kind">How the path is meant.</param>
/// <param name="Target">The path: from the root of the file if it begins with a slash, from the link's own group otherwise; the number of its type for a user-defined link.</param>
/// <param name="File">The file that the path lies in, as the link names it; null for the same one.</param>
public sealed record Hdf5Link(Hdf5LinkKind Kind, string Target, string? File = null);

/// <summary>Kinds of links that are no hard links.</summary>
public enum Hdf5LinkKind
{
    /// <summary>A path of the same file.</summary>
    Soft,

    /// <summary>A path of another file.</summary>
    External,

    /// <summary>A link of a program's own kind.</summary>
    UserDefined,
}
