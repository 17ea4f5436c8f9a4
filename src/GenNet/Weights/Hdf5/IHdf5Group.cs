namespace GenNet.Weights.Hdf5;

/// <summary>A group of an HDF5 file: names that stand for other objects.</summary>
/// <remarks>
/// Links may lead to a group that the way to them has passed. It is seen by <see cref="object.Equals(object)"/>: a source returns the same instance, or an equal one, for
/// the same group, and the group is listed up to where it would repeat. Where a source can't tell, only the bounds on depth and names end the listing, with an error.
/// </remarks>
public interface IHdf5Group : IHdf5Object
{
    /// <summary>Names of its links, each once, in any order; none is empty or has a slash.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>
    /// The object that a link leads to. A source that doesn't follow a soft or external link, or doesn't read the object, returns an <see cref="Hdf5Unread"/> that says so.
    /// </summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    IHdf5Object Open(string name);
}
