using GenNet.Weights.Shards;

namespace GenNet.Weights.KerasArchive;

/// <summary>The files that a whole Keras model consists of: in a ZIP archive, or in a folder.</summary>
internal interface IKerasParts : ISiblings, IDisposable
{
    /// <summary>What messages call the model: the path of the archive, or of the folder.</summary>
    string File { get; }

    /// <summary>What the model is in, to follow "it is": a ZIP archive, a folder.</summary>
    string Place { get; }

    /// <summary>Whether it looks like something of PyTorch's.</summary>
    bool IsTorch { get; }
}
