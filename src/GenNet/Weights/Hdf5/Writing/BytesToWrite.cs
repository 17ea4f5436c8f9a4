namespace GenNet.Weights.Hdf5.Writing;

/// <summary>Texts of variable length of which a file says that they are ASCII, whatever they are: what h5py makes of Python's bytes.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="IsList">Whether they are a list, which may have any number of them but none; else there is one.</param>
internal sealed record BytesToWrite(IReadOnlyList<string> Texts, bool IsList)
{
    /// <summary>One text.</summary>
    public static BytesToWrite Of(string text) => new([text], IsList: false);
}
