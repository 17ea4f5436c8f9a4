namespace GenNet.Weights.Hdf5;

/// <summary>
/// How much structure may be read, in bytes: some times what the file is long. It bounds time and memory whatever a hostile file refers
/// to: a group in itself, a million names for one object, chains of blocks that overlap. Opening has one, and every reading of values
/// another, so that an honest file can be read as often as one likes.
/// </summary>
internal sealed class WorkBudget(string file, long fileLength)
{
    // Files of Keras and h5py, of either format, take up to 3.
    private const int MaximumReadings = 8;
    private const int ReadingsOfSmallFiles = 1 << 20;

    private long _left = (Math.Clamp(fileLength, 0, long.MaxValue / (2 * MaximumReadings)) * MaximumReadings) + ReadingsOfSmallFiles;

    /// <summary>Counts work that the file causes.</summary>
    /// <exception cref="WeightFileException">It is far more than the file's length explains.</exception>
    public void Charge(ulong amount)
    {
        if (amount > (ulong)_left)
            throw WeightFileException.Damaged(file, null, "its structures refer to each other again and again");
        _left -= (long)amount;
    }
}
