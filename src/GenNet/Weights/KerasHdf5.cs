using GenNet.Weights.Hdf5;
using GenNet.Weights.KerasH5;
using GenNet.Weights.LegacyH5;

namespace GenNet.Weights;

/// <summary>Opens an HDF5 file of Keras in whichever of its two layouts it is.</summary>
internal static class KerasHdf5
{
    /// <summary>Opens a file with GenNet's own reader, and owns it from then on.</summary>
    /// <exception cref="WeightFileException">It isn't HDF5, or damaged.</exception>
    public static IWeightContainer Open(ByteSource bytes) => Over(Hdf5File.Open(bytes, BackslashGroups.Of));

    /// <summary>Opens a file through another reader of HDF5.</summary>
    /// <param name="source">The open file.</param>
    /// <param name="leaveOpen">Whether disposing of this, or failing to open it, leaves the source open.</param>
    /// <exception cref="WeightFileException">The source can't read it, or it is damaged.</exception>
    public static IWeightContainer Open(IHdf5Source source, bool leaveOpen) => Over(Hdf5File.Open(source, leaveOpen, BackslashGroups.Of));

    /// <summary>What the array at a path is to Keras, in whichever of its layouts a file has.</summary>
    /// <exception cref="WeightFileException">Its lists of layers are damaged.</exception>
    public static Func<string, TensorRole> RolesOf(Hdf5File file, out bool isLegacy)
    {
        isLegacy = LegacyWeightsFile.IsOne(file);
        // It stays the caller's to dispose.
        return isLegacy ? LegacyWeightsFile.Over(file).RoleOf : KerasWeightsFile.OfKeras3(file).RoleOf;
    }

    private static IWeightContainer Over(Hdf5File file)
    {
        try
        {
            if (LegacyWeightsFile.IsNumbered(file))
            {
                throw new WeightFileException(
                    file.File, null, $"it is from before Keras 1.0 ({LegacyWeightsFile.NumberOfLayers}): its layers have numbers and no names, and kernels of convolutions stand as Theano's",
                    "Load it into its model with Keras 1.0, and save it again: model.save_weights(path).");
            }
            return LegacyWeightsFile.IsOne(file) ? LegacyWeightsFile.Over(file) : KerasWeightsFile.OfKeras3(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
