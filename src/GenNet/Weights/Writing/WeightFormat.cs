namespace GenNet;

/// <summary>Formats that weights are saved in. Reading asks for none: a file's content tells it.</summary>
public enum WeightFormat
{
    /// <summary>What Keras 3 writes with <c>save_weights("x.weights.h5")</c>: HDF5 with a group for each layer.</summary>
    KerasWeights,
    /// <summary>The same in several files, of which <c>x.weights.json</c> says what lies where: Keras 3's <c>save_weights</c> with <c>max_shard_size</c>.</summary>
    KerasShards,
    /// <summary>What Keras 1 and 2 write with <c>save_weights("x.h5")</c>: HDF5 with lists of layers and weights.</summary>
    LegacyH5,
    /// <summary>safetensors with GenNet's names: <c>conv1/kernel</c>.</summary>
    Safetensors,
    /// <summary>safetensors with PyTorch's names and layout: <c>conv1.weight</c>, channels first.</summary>
    Torch,
    /// <summary>NumPy's archive of arrays, <c>np.load("x.npz")</c>.</summary>
    Npz,
    /// <summary>What Keras 2 writes with <c>save_weights("x")</c>: a TensorFlow checkpoint, <c>x.index</c> and <c>x.data-00000-of-00001</c>.</summary>
    TensorFlowCheckpoint,
}
