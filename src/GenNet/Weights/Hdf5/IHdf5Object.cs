namespace GenNet.Weights.Hdf5;

/// <summary>What a name in an HDF5 file stands for: an <see cref="IHdf5Group"/>, an <see cref="IHdf5Dataset"/>, or an <see cref="Hdf5Unread"/>.</summary>
public interface IHdf5Object
{
    /// <summary>Names of its attributes, each once, in any order.</summary>
    IEnumerable<string> AttributeNames { get; }

    /// <summary>The value of an attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value; <c>default</c> if there is no such attribute, <see cref="Hdf5Attribute.Unread"/> if it is of a kind that the source doesn't read.</returns>
    Hdf5Attribute Attribute(string name);
}
