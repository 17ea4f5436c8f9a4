namespace GenNet.Benchmarks.Weights;

/// <summary>A format's times with one model: everything once a round, so that what the machine does besides meets all of it.</summary>
internal static class FormatRounds
{
    public const string Copy = "copy", CopyToDisk = "copy to disk", Read = "read", Load = "load", Save = "save", PeerLoad = "peer load", PeerSave = "peer save";

    /// <summary>Runs them in a folder that is empty before and after.</summary>
    public static FormatLine Run(FormatCase format, Model model, string modelName, PythonPeer? peer, int rounds, DirectoryInfo folder)
    {
        var (ours, other) = (folder.CreateSubdirectory("ours"), folder.CreateSubdirectory("other"));
        var path = Path.Combine(ours.FullName, format.File);
        var python = Path.Combine(other.FullName, "peer-" + format.File);
        model.SaveWeights(path, format.Options);
        var (times, bytes) = (new Timings(), RawFiles.SizeOf(ours.FullName));
        // The first round warms: files into the system's memory, code into machine code.
        for (var round = -1; round < rounds; round++)
        {
            var noted = round < 0 ? new Timings() : times;
            noted.Time(Copy, () => RawFiles.Copy(ours.FullName, other.FullName, toDisk: false));
            noted.Time(Read, () => RawFiles.Read(ours.FullName));
            noted.Time(Load, () => model.LoadWeights(path));
            if (peer is not null && format.HasPeer)
                noted.Add(PeerLoad, peer.Time("load", path));
            noted.Time(CopyToDisk, () => RawFiles.Copy(ours.FullName, other.FullName, toDisk: true));
            noted.Time(Save, () => model.SaveWeights(path, format.Options));
            if (peer is not null && format.HasPeer)
                noted.Add(PeerSave, peer.Time("save", python));
        }
        var peak = PeakMemory.OfLoading(modelName, path);
        ours.Delete(recursive: true);
        other.Delete(recursive: true);
        return new(format, modelName, bytes, times, peak);
    }
}
