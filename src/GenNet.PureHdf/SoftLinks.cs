using GenNet.Weights.Hdf5;

namespace GenNet.Weights.PureHdf;

/// <summary>Follows soft links within the file, as libhdf5 does: no more than 16 in turn, so that no loop is followed for ever.</summary>
internal sealed class SoftLinks(PureHdfObjects objects)
{
    private const int Most = 16;

    private int _followed;

    /// <summary>The object that a link leads to; what it is and why it isn't read if it leads nowhere.</summary>
    /// <param name="from">The group that the link is in.</param>
    /// <param name="link">The link.</param>
    /// <param name="unread">The link as what isn't read.</param>
    public IHdf5Object Follow(PureHdfGroup from, Hdf5Link link, Hdf5Unread unread)
    {
        if (++_followed > Most)
            return Refused(unread, $"which leads to more than {Most} links in turn");
        IHdf5Object at = link.Target.StartsWith('/') ? objects.Root : from;
        foreach (var name in link.Target.Split('/'))
        {
            if (name is "" or ".")
                continue;
            if (at is not PureHdfGroup group || !group.Has(name))
                return Refused(unread, "where nothing lies");
            at = group.OpenLink(name);
            if (at is Hdf5Unread { Link: { Kind: Hdf5LinkKind.Soft } next } another)
                at = Follow(group, next, another);
            if (at is Hdf5Unread { Link: not null })
                return Refused(unread, $"where it meets another that isn't followed: {((Hdf5Unread)at).Refusal}");
        }
        return at;
    }

    private static Hdf5Unread Refused(Hdf5Unread unread, string why) => new(unread.What, $"it is {unread.What}, {why}", unread.MayHideArrays, unread.Link);
}
