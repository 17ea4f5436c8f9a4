namespace GenNet.Contracts;

/// <summary>Ways in which Keras and TensorFlow load weights into a model that has changed. GenNet reads the same files, and by names where they have any.</summary>
public enum ForeignLoading
{
    /// <summary>A <c>.weights.h5</c> in Keras 3: by place among the layers of one class.</summary>
    Keras3,
    /// <summary>A legacy HDF5 file: by place among the layers with weights.</summary>
    LegacyInOrder,
    /// <summary>A legacy HDF5 file with <c>by_name=True</c>: by the names of layers.</summary>
    LegacyByName,
    /// <summary>A TensorFlow checkpoint: by place among the layers with weights, and by the variables' names.</summary>
    TensorFlowCheckpoint,
}

/// <summary>What comes of loading weights that were saved before an edit.</summary>
public enum FormatResult
{
    /// <summary>All that was meant to be loaded is.</summary>
    Loads,
    /// <summary>Nothing is misplaced, and something saved is left out without an error.</summary>
    LeavesOut,
    /// <summary>It stops with an error.</summary>
    Fails,
    /// <summary>It loads without an error, and a variable has the values of another.</summary>
    SilentlyWrong,
}
